/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every statement the program runs, whole. Parameters are numbered in the order in which the caller
 * gives their values.
 */
#include "notes/statement.h"

/* The conditions of struct annotation_filter: ?1 article (0 any), ?2 tag (NULL any), ?3 since, ?4
 * whether the trash is wanted, ?5 the id's beginning (NULL any). ?6, where there is one: words. A
 * statement each for the condition that leads, so that its index is used. */
#define HAS_TAG " (name = ?2 OR (name > ?2 || '/' AND name < ?2 || '0'))"
#define LIST_COLUMNS                                                                               \
	"SELECT a.annotation, a.id, a.article, a.body, a.created, a.modified, a.deleted,"          \
	" t.kind, t.paragraph, t.start, t.\"end\", t.folded_start, t.folded_end,"                  \
	" t.quote, t.prefix, t.suffix, t.version, v.hash"                                          \
	" FROM annotations AS a"                                                                   \
	" CROSS JOIN targets AS t ON t.annotation = a.annotation AND t.ordinal = 0"                \
	" LEFT JOIN article_versions AS v ON v.version = t.version"
#define LIST_CONDITIONS                                                                            \
	" (?1 = 0 OR a.article = ?1)"                                                              \
	" AND (?2 IS NULL OR EXISTS (SELECT 1 FROM annotation_tags JOIN tags USING (tag)"          \
	"  WHERE annotation_tags.annotation = a.annotation AND" HAS_TAG "))"                       \
	" AND a.modified >= ?3 AND (a.deleted <> 0) = ?4"                                          \
	" AND (?5 IS NULL OR (a.id >= ?5 AND a.id < ?5 || 'g'))"
/* The conditions that lead. */
#define OF_ARTICLE " a.article = ?1 AND"
#define BY_ID " a.id >= ?5 AND a.id < ?5 || 'g' AND"
#define BY_WORDS                                                                                   \
	" a.annotation IN (SELECT rowid FROM annotation_words WHERE annotation_words MATCH ?6) "   \
	"AND"
#define BY_TAG                                                                                     \
	" a.annotation IN (SELECT annotation FROM tags JOIN annotation_tags USING (tag) "          \
	"WHERE" HAS_TAG ") AND"
#define IN_TRASH " a.annotation IN (SELECT annotation FROM annotations WHERE deleted <> 0) AND"
#define COUNT_COLUMNS "SELECT a.article, count(*) FROM annotations AS a"
#define COUNT_ORDER " GROUP BY a.article ORDER BY a.article"
#define LIST_ORDER " ORDER BY a.article, t.paragraph, t.start, a.id"

/* Behind which number the annotations of the article ?2 are numbered, and those of the next one:
 * together, so that they lie together in each table by which they are read. Among 1,000,000 notes
 * those of an article are then on a few pages, not each on pages of its own. Nothing relies on it:
 * an annotation that came to its article later, or was made by an older program, has another
 * number. */
#define ROOM "(?2 << 20)"
#define NEXT_ROOM "((?2 + 1) << 20)"

/* Whether the correction n and another one are about the same: both officials or both directives,
 * of the same name everywhere, or of the same words at the same place. */
#define ABOUT_THE_SAME(other)                                                                      \
	" n.folded = " other ".folded AND n.article IS " other ".article"                          \
	" AND (n.kind IN ('official', 'not-official'))"                                            \
	"  = (" other ".kind IN ('official', 'not-official'))"                                     \
	" AND n.paragraph = " other ".paragraph AND n.folded_start = " other ".folded_start"       \
	" AND n.folded_end = " other ".folded_end"

/* A line of JSON, ?1, taken apart; the first column tells whether it is an object at all. */
#define IMPORT_COLUMNS                                                                             \
	"WITH line (j) AS"                                                                         \
	" (SELECT CASE WHEN json_valid(?1) THEN ?1 ELSE 'null' END)"                               \
	"SELECT json_type(j) = 'object', json_extract(j, '$.id'), json_extract(j, '$.kind'),"      \
	" json_extract(j, '$.everywhere'), json_extract(j, '$.name'),"                             \
	" json_extract(j, '$.office'), json_extract(j, '$.modality'),"                             \
	" CASE WHEN json_extract(j, '$.created') GLOB '[0-9][0-9][0-9][0-9]-*'"                    \
	"  THEN CAST(round((julianday(json_extract(j, '$.created')) - 2440587.5) * 86400000)"      \
	"   AS INTEGER) END,"                                                                      \
	" json_extract(j, '$.target.kind'), json_extract(j, '$.target.paragraph'),"                \
	" json_extract(j, '$.target.start'), json_extract(j, '$.target.end'),"                     \
	" json_extract(j, '$.target.folded_start'), json_extract(j, '$.target.folded_end'),"       \
	" json_extract(j, '$.target.exact'), json_extract(j, '$.target.prefix'),"                  \
	" json_extract(j, '$.target.suffix'), json_extract(j, '$.article.hash'),"                  \
	" json_extract(j, '$.article.title'), json_extract(j, '$.article.path')"                   \
	" FROM line"

#define CORRECTION_COLUMNS                                                                         \
	"SELECT c.id, c.kind, c.article, c.name, c.office, c.modality, c.created, c.deleted,"      \
	" c.target_kind, c.paragraph, c.start, c.\"end\", c.folded_start, c.folded_end,"           \
	" c.quote, c.prefix, c.suffix, c.version, v.hash"                                          \
	" FROM corrections AS c LEFT JOIN article_versions AS v ON v.version = c.version"
#define CORRECTION_ORDER " ORDER BY c.article, c.id"

#define LIBRARY_COLUMNS                                                                            \
	"SELECT a.article, a.title, a.date, a.source, a.paragraphs, a.read,"                       \
	" (SELECT path FROM article_paths AS p WHERE p.article = a.article"                        \
	"  ORDER BY seen DESC, path LIMIT 1),"                                                     \
	" (SELECT paragraph FROM progress AS g WHERE g.article = a.article),"                      \
	" (SELECT count(*) FROM annotations AS n WHERE n.article = a.article AND deleted = 0),"    \
	" a.id"                                                                                    \
	" FROM articles AS a"

static const char *const statements[STATEMENTS] = {
	[STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
	[STATEMENT_BEGIN_READING] = "BEGIN",
	[STATEMENT_COMMIT] = "COMMIT",
	[STATEMENT_ROLLBACK] = "ROLLBACK",
	[STATEMENT_DATA_VERSION] = "PRAGMA data_version",

	[STATEMENT_ARTICLE_BY_HASH] = "SELECT article FROM article_versions WHERE hash = ?1"
				      " ORDER BY seen DESC, version DESC LIMIT 1",
	[STATEMENT_ARTICLE_BY_PATH] =
		"SELECT p.article, v.sketch, v.characters, a.title FROM article_paths AS p"
		" JOIN articles AS a ON a.article = p.article"
		" JOIN article_versions AS v ON v.article = p.article"
		" WHERE p.path = ?1 ORDER BY p.seen DESC, p.article DESC, v.seen DESC LIMIT 1",
	[STATEMENT_ARTICLE_ADD] =
		"INSERT INTO articles (id, title, date, source, paragraphs, entered, read)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
	[STATEMENT_ARTICLE_READ] =
		"UPDATE articles SET title = ?2, date = ?3, source = ?4, paragraphs = ?5,"
		" read = ?6 WHERE article = ?1",
	[STATEMENT_PATH_ADD] = "INSERT INTO article_paths (article, path, seen) VALUES (?1, ?2, ?3)"
			       " ON CONFLICT DO UPDATE SET seen = excluded.seen",
	[STATEMENT_VERSION_ADD] =
		"INSERT INTO article_versions (article, hash, sketch, characters, encoding, seen)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
		" ON CONFLICT (article, hash) DO UPDATE SET sketch = excluded.sketch,"
		" characters = excluded.characters, encoding = excluded.encoding,"
		" seen = excluded.seen",
	/* A version that was imported by its hash alone has no characters yet. */
	[STATEMENT_VERSION_SEEN] = "UPDATE article_versions SET seen = ?3"
				   " WHERE article = ?1 AND hash = ?2 AND characters > 0",
	[STATEMENT_VERSION_FIND] = "SELECT version, text IS NOT NULL FROM article_versions"
				   " WHERE article = ?1 AND hash = ?2",
	[STATEMENT_VERSION_LATEST] = "SELECT version FROM article_versions WHERE article = ?1"
				     " ORDER BY seen DESC, version DESC LIMIT 1",
	[STATEMENT_VERSION_KEEP] = "UPDATE article_versions SET packing = ?3, text = ?2"
				   " WHERE version = ?1",
	[STATEMENT_VERSION_FORGET] = "UPDATE article_versions SET packing = NULL, text = NULL"
				     " WHERE version = ?1",
	[STATEMENT_VERSION_KEEP_PART] =
		"INSERT INTO version_parts (version, paragraph, packing, text)"
		" VALUES (?1, ?2, 'plain', ?3) ON CONFLICT DO NOTHING",
	[STATEMENT_VERSION_TEXT] = "SELECT text, packing FROM article_versions"
				   " WHERE version = ?1 AND text IS NOT NULL",
	[STATEMENT_VERSION_PARTS] = "SELECT paragraph, text FROM version_parts"
				    " WHERE version = ?1 AND packing = 'plain' ORDER BY paragraph",
	[STATEMENT_VERSION_SKETCHES] =
		"SELECT version, article, sketch FROM article_versions WHERE version > ?1"
		" ORDER BY version LIMIT ?2",
	[STATEMENT_VERSIONS_NOTED] =
		"SELECT version FROM article_versions AS v WHERE article = ?1"
		" AND EXISTS (SELECT 1 FROM annotations WHERE article = ?1 AND deleted = 0)"
		" AND (text IS NOT NULL"
		"  OR EXISTS (SELECT 1 FROM version_parts AS p WHERE p.version = v.version))"
		" ORDER BY seen DESC, version DESC LIMIT ?2",
	[STATEMENT_VERSION_COUNT] = "SELECT count(*) FROM article_versions WHERE article = ?1",
	/* 0 when several begin so. */
	[STATEMENT_ARTICLE_BY_ID] =
		"SELECT CASE count(*) WHEN 1 THEN min(article) ELSE 0 END FROM articles"
		" WHERE id >= ?1 AND id < ?1 || 'g' AND length(?1) >= 4",
	[STATEMENT_ARTICLE_APART] = "UPDATE articles SET entered = ?2 WHERE article = ?1",
	[STATEMENT_ARTICLE_OLDER] =
		"SELECT count(*) FROM articles AS a WHERE a.article = ?1 AND NOT EXISTS"
		" (SELECT 1 FROM annotations AS n WHERE n.article = ?2 AND n.created <= a.entered)",
	[STATEMENT_ARTICLE_REMOVE] = "DELETE FROM articles WHERE article = ?1",
	[STATEMENT_MERGE_VERSIONS] =
		"UPDATE OR IGNORE article_versions SET article = ?2 WHERE article = ?1",
	[STATEMENT_MERGE_PATHS] =
		"UPDATE OR IGNORE article_paths SET article = ?2 WHERE article = ?1",
	[STATEMENT_MERGE_ANNOTATIONS] = "UPDATE annotations SET article = ?2 WHERE article = ?1",
	[STATEMENT_MERGE_CORRECTIONS] = "UPDATE corrections SET article = ?2 WHERE article = ?1",
	[STATEMENT_MERGE_PROGRESS] =
		"UPDATE OR REPLACE progress SET article = ?2 WHERE article = ?1",
	[STATEMENT_MERGE_MARKS] = "UPDATE OR IGNORE marks SET article = ?2 WHERE article = ?1",
	/* What is parted: of the article ?1 to ?2, the version with the hash ?3, seen at ?4. */
	[STATEMENT_PART_ANNOTATIONS] =
		"UPDATE annotations SET article = ?2 WHERE article = ?1 AND EXISTS"
		" (SELECT 1 FROM targets AS t JOIN article_versions AS v USING (version)"
		"  WHERE t.annotation = annotations.annotation AND v.article = ?1 AND v.hash = ?3)",
	[STATEMENT_PART_CORRECTIONS] =
		"UPDATE corrections SET article = ?2 WHERE article = ?1 AND version IN"
		" (SELECT version FROM article_versions WHERE article = ?1 AND hash = ?3)",
	[STATEMENT_PART_PATH] =
		"UPDATE OR REPLACE article_paths SET article = ?2 WHERE article = ?1 AND path = ?4",
	[STATEMENT_PART_VERSION] =
		"UPDATE article_versions SET article = ?2 WHERE article = ?1 AND hash = ?3",
	[STATEMENT_LIBRARY_LIST] = LIBRARY_COLUMNS " ORDER BY a.read DESC, a.article DESC",
	[STATEMENT_LIBRARY_ORDER] = "SELECT article FROM articles ORDER BY read DESC, article DESC",
	[STATEMENT_LIBRARY_ENTRY] = LIBRARY_COLUMNS " WHERE a.article = ?1",
	[STATEMENT_PROGRESS_GET] = "SELECT paragraph, start FROM progress WHERE article = ?1",
	[STATEMENT_PROGRESS_SET] =
		"INSERT INTO progress (article, paragraph, start, saved) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT DO UPDATE SET paragraph = excluded.paragraph,"
		" start = excluded.start, saved = excluded.saved",
	[STATEMENT_MARKS_GET] = "SELECT letter, paragraph FROM marks WHERE article = ?1",
	[STATEMENT_MARKS_CLEAR] = "DELETE FROM marks WHERE article = ?1",
	[STATEMENT_MARK_SET] = "INSERT INTO marks (article, letter, paragraph) VALUES (?1, ?2, ?3)",

	/* NULL, for SQLite to choose, where an article has more than there is room for. */
	[STATEMENT_ANNOTATION_ADD] =
		"INSERT INTO annotations (annotation, id, article, body, created, modified,"
		" deleted)"
		" SELECT nullif(coalesce(max(annotation), " ROOM ") + 1, " NEXT_ROOM "),"
		" ?1, ?2, ?3, ?4, ?4, 0 FROM annotations"
		" WHERE annotation > " ROOM " AND annotation < " NEXT_ROOM,
	/* The row's own number is the annotation's where it is free: a matter of speed alone. */
	[STATEMENT_TARGET_ADD] =
		"INSERT INTO targets (rowid, annotation, ordinal, version, kind, paragraph, start,"
		" \"end\", folded_start, folded_end, quote, prefix, suffix)"
		" SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM targets WHERE rowid = ?1) THEN ?1 END,"
		"  ?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11",
	[STATEMENT_ANNOTATION_FIND] =
		"SELECT a.annotation, a.body, a.deleted, t.quote, a.modified FROM annotations AS a"
		" JOIN targets AS t ON t.annotation = a.annotation AND t.ordinal = 0"
		" WHERE a.id = ?1",
	[STATEMENT_ANNOTATION_BY_PREFIX] =
		"SELECT count(*), min(id), min(deleted <> 0) FROM annotations"
		" WHERE id >= ?1 AND id < ?1 || 'g'",
	[STATEMENT_ANNOTATION_CHANGE] =
		"UPDATE annotations SET body = ?2, modified = ?3 WHERE annotation = ?1",
	[STATEMENT_ANNOTATION_HIDE] =
		"UPDATE annotations SET deleted = ?2, modified = ?3 WHERE annotation = ?1",
	[STATEMENT_HISTORY_ADD] =
		"INSERT INTO annotation_history (annotation, changed, field, former)"
		" VALUES (?1, ?2, ?3, ?4)",
	[STATEMENT_HISTORY_LIST] =
		"SELECT h.changed, h.field, CASE h.field"
		" WHEN 'target' THEN json_extract(h.former, '$.exact') ELSE h.former END"
		" FROM annotations AS a"
		" JOIN annotation_history AS h ON h.annotation = a.annotation"
		" WHERE a.id = ?1 ORDER BY h.entry",
	[STATEMENT_WORDS_ADD] =
		"INSERT INTO annotation_words (rowid, body, tags, quote) VALUES (?1, ?2, ?3, ?4)",
	[STATEMENT_WORDS_REMOVE] = "DELETE FROM annotation_words WHERE rowid = ?1",
	[STATEMENT_LIST_ALL] = LIST_COLUMNS " WHERE" LIST_CONDITIONS LIST_ORDER,
	[STATEMENT_LIST_OF_ARTICLE] = LIST_COLUMNS " WHERE" OF_ARTICLE LIST_CONDITIONS LIST_ORDER,
	[STATEMENT_LIST_BY_ID] = LIST_COLUMNS " WHERE" BY_ID LIST_CONDITIONS LIST_ORDER,
	[STATEMENT_LIST_BY_WORDS] = LIST_COLUMNS " WHERE" BY_WORDS LIST_CONDITIONS LIST_ORDER,
	[STATEMENT_LIST_BY_TAG] = LIST_COLUMNS " WHERE" BY_TAG LIST_CONDITIONS LIST_ORDER,
	[STATEMENT_LIST_TRASH] = LIST_COLUMNS " WHERE" IN_TRASH LIST_CONDITIONS LIST_ORDER,
	/* In an index alone, which the conditions would not allow. */
	[STATEMENT_COUNT_ALL] = COUNT_COLUMNS " WHERE a.deleted = 0" COUNT_ORDER,
	[STATEMENT_COUNT_SINCE] = COUNT_COLUMNS " WHERE" LIST_CONDITIONS COUNT_ORDER,
	[STATEMENT_COUNT_OF_ARTICLE] =
		COUNT_COLUMNS " WHERE" OF_ARTICLE LIST_CONDITIONS COUNT_ORDER,
	[STATEMENT_COUNT_BY_ID] = COUNT_COLUMNS " WHERE" BY_ID LIST_CONDITIONS COUNT_ORDER,
	[STATEMENT_COUNT_BY_WORDS] = COUNT_COLUMNS " WHERE" BY_WORDS LIST_CONDITIONS COUNT_ORDER,
	[STATEMENT_COUNT_BY_TAG] = COUNT_COLUMNS " WHERE" BY_TAG LIST_CONDITIONS COUNT_ORDER,
	[STATEMENT_COUNT_TRASH] = COUNT_COLUMNS " WHERE" IN_TRASH LIST_CONDITIONS COUNT_ORDER,

	[STATEMENT_ATTACHMENT_FIND] =
		"SELECT annotation FROM annotations WHERE id = ?1 AND deleted = 0",
	[STATEMENT_ATTACHMENT_REMEMBER] =
		"INSERT INTO annotation_history (annotation, changed, field, former)"
		" SELECT annotation, ?2, 'target', json_object('version', version, 'kind', kind,"
		"  'paragraph', paragraph, 'start', start, 'end', \"end\","
		"  'folded_start', folded_start, 'folded_end', folded_end,"
		"  'exact', quote, 'prefix', prefix, 'suffix', suffix)"
		" FROM targets WHERE annotation = ?1 AND ordinal = 0",
	[STATEMENT_ATTACHMENT_CHANGE] =
		"UPDATE targets SET version = ?2, kind = ?3, paragraph = ?4, start = ?5,"
		" \"end\" = ?6, folded_start = ?7, folded_end = ?8, quote = ?9, prefix = ?10,"
		" suffix = ?11 WHERE annotation = ?1 AND ordinal = 0",
	[STATEMENT_ATTACHMENT_MODIFIED] = "UPDATE annotations SET modified = max(?2, CASE modified "
					  "WHEN 9223372036854775807 THEN"
					  " modified ELSE modified + 1 END) WHERE annotation = ?1",
	[STATEMENT_ATTACHMENT_WORDS] = "UPDATE annotation_words SET quote = ?2 WHERE rowid = ?1",
	[STATEMENT_ATTACHMENT_FORMER] =
		"SELECT json_extract(h.former, '$.exact') FROM annotation_history AS h"
		" JOIN annotations AS a USING (annotation)"
		" WHERE a.id = ?1 AND h.field = 'target' ORDER BY h.entry DESC",

	[STATEMENT_TAG_ADD] = "INSERT INTO tags (name) VALUES (?1) ON CONFLICT DO NOTHING",
	[STATEMENT_TAG_TIE] = "INSERT INTO annotation_tags (annotation, tag)"
			      " SELECT ?1, tag FROM tags WHERE name = ?2",
	[STATEMENT_TAGS_UNTIE] = "DELETE FROM annotation_tags WHERE annotation = ?1",
	[STATEMENT_TAGS_OF_ANNOTATION] =
		"SELECT name FROM annotation_tags JOIN tags USING (tag) WHERE annotation = ?1"
		" ORDER BY name",
	/* Counted in the index alone; what is in the trash is looked up, as it is little. */
	[STATEMENT_TAG_COUNTS] =
		"SELECT name, uses.notes - ifnull(trash.notes, 0) AS used"
		" FROM (SELECT tag, count(*) AS notes FROM annotation_tags GROUP BY tag) AS uses"
		" JOIN tags USING (tag)"
		" LEFT JOIN (SELECT tag, count(*) AS notes FROM annotations"
		"  CROSS JOIN annotation_tags USING (annotation) WHERE deleted <> 0 GROUP BY tag)"
		" AS trash USING (tag) WHERE used > 0 ORDER BY name",
	[STATEMENT_TAG_COUNTS_OF_ARTICLE] =
		"SELECT name, count(*) FROM annotations JOIN annotation_tags USING (annotation)"
		" JOIN tags USING (tag) WHERE article = ?1 AND deleted = 0"
		" GROUP BY name ORDER BY name",
	[STATEMENT_TAG_NAMES] =
		"SELECT name FROM tags AS t WHERE EXISTS (SELECT 1 FROM annotation_tags"
		" JOIN annotations USING (annotation) WHERE tag = t.tag AND deleted = 0)"
		" ORDER BY name",
	[STATEMENT_TAG_COUNT] =
		"SELECT (SELECT count(*) FROM annotation_tags WHERE tag = t.tag)"
		" - (SELECT count(*) FROM annotations CROSS JOIN annotation_tags USING (annotation)"
		"  WHERE deleted <> 0 AND tag = t.tag) FROM tags AS t WHERE name = ?1",

	[STATEMENT_CORRECTION_ADD] =
		"INSERT INTO corrections (id, kind, article, name, folded, office, modality,"
		" created, deleted, version, target_kind, paragraph, start, \"end\", folded_start,"
		" folded_end, quote, prefix, suffix)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
		" ?16, ?17, ?18)",
	[STATEMENT_CORRECTION_DELETED] = "SELECT deleted FROM corrections WHERE id = ?1",
	[STATEMENT_CORRECTION_HIDE] = "UPDATE corrections SET deleted = ?2 WHERE id = ?1",
	[STATEMENT_CORRECTION_FIND] = "SELECT count(*), min(id) FROM corrections"
				      " WHERE id >= ?1 AND id < ?1 || 'g' AND (deleted <> 0) = ?2",
	[STATEMENT_CORRECTION_IMPORTED] = "SELECT count(*) FROM corrections WHERE id = ?1",
	[STATEMENT_CORRECTION_PARSE] = IMPORT_COLUMNS,
	[STATEMENT_CORRECTIONS_OUTDO] =
		"UPDATE corrections AS c SET deleted = ?2 FROM corrections AS n"
		" WHERE n.id = ?1 AND c.id <> ?1 AND c.deleted = 0 AND" ABOUT_THE_SAME("c"),
	[STATEMENT_CORRECTIONS_ORDER] =
		"UPDATE corrections AS c SET deleted = ?2 FROM corrections AS n"
		" WHERE n.id = ?1 AND c.deleted = 0 AND" ABOUT_THE_SAME(
			"c") " AND EXISTS (SELECT 1 FROM corrections AS later WHERE later.deleted "
			     "= 0"
			     "  AND (later.created, later.id) > (c.created, c.id) "
			     "AND" ABOUT_THE_SAME("later") ")",
	[STATEMENT_CORRECTION_LIST] = CORRECTION_COLUMNS " WHERE c.deleted = 0" CORRECTION_ORDER,
	[STATEMENT_CORRECTION_LIST_OF_ARTICLE] = CORRECTION_COLUMNS
	" WHERE c.deleted = 0 AND (c.article IS NULL OR c.article = ?1)" CORRECTION_ORDER,
};

const char *
statement_sql(enum statement statement)
{
	return statements[statement];
}
