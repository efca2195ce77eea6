/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 *      articles --< article_paths
 *         |  '----< article_versions --< version_parts
 *         |                 |
 *         |--< annotations --< targets
 *         |       |  |  '----< annotation_history
 *         |       |  '-------< annotation_tags >-- tags
 *         |       '----------- annotation_words (full text, by rowid)
 *         |
 *         '--< corrections (of no article: everywhere; of a version, as targets)
 *
 * Times are milliseconds since 1970 UTC. Paragraphs count from 1; start and end are code points
 * from the paragraph's start, half open. A kept text is packed 'plain' (UTF-8) or 'coded'
 * (coding.h). Comments inside the SQL stay in the file, for whoever opens it with another program.
 * There are no triggers: they would need the program's own fold, and an INSERT from SQLite's shell
 * would fail.
 */
#include "notes/schema.h"

static const char tables_of_articles[] =
	"PRAGMA application_id = 2053664873;\n"
	"CREATE TABLE articles (\n"
	"  article INTEGER PRIMARY KEY,\n"
	"  id TEXT NOT NULL UNIQUE, -- UUID version 7\n"
	"  title TEXT NOT NULL,\n"
	"  date TEXT NOT NULL,      -- as the text writes it\n"
	"  source TEXT NOT NULL,\n"
	"  paragraphs INTEGER NOT NULL,\n"
	"  entered INTEGER NOT NULL,\n"
	"  read INTEGER NOT NULL    -- when it was opened last\n"
	") STRICT;\n"
	"CREATE TABLE article_paths (\n"
	"  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,\n"
	"  path TEXT NOT NULL,\n"
	"  seen INTEGER NOT NULL,\n"
	"  PRIMARY KEY (path, article)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE INDEX article_paths_by_article ON article_paths (article, seen);\n"
	"CREATE TABLE article_versions (\n"
	"  version INTEGER PRIMARY KEY,\n"
	"  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,\n"
	"  hash BLOB NOT NULL,      -- of the folded text, 16 bytes\n"
	"  sketch BLOB NOT NULL,    -- of the folded text, for likeness\n"
	"  characters INTEGER NOT NULL, -- of the folded text\n"
	"  encoding TEXT NOT NULL,  -- of the file\n"
	"  seen INTEGER NOT NULL,\n"
	"  packing TEXT,            -- 'plain': text is UTF-8; NULL: not kept, or in parts\n"
	"  text BLOB,               -- the whole text, once something was noted on it\n"
	"  UNIQUE (article, hash)\n"
	") STRICT;\n"
	"CREATE INDEX article_versions_by_hash ON article_versions (hash);\n"
	"CREATE TABLE version_parts ( -- of a huge text, what was noted and its neighbours\n"
	"  version INTEGER NOT NULL REFERENCES article_versions ON DELETE CASCADE,\n"
	"  paragraph INTEGER NOT NULL,\n"
	"  packing TEXT NOT NULL,\n"
	"  text BLOB NOT NULL,\n"
	"  PRIMARY KEY (version, paragraph)\n"
	") STRICT;\n"
	"CREATE TABLE progress (\n"
	"  article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,\n"
	"  paragraph INTEGER NOT NULL,\n"
	"  start INTEGER NOT NULL,\n"
	"  saved INTEGER NOT NULL\n"
	") STRICT;\n"
	"CREATE TABLE marks (\n"
	"  article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,\n"
	"  letter TEXT NOT NULL,\n"
	"  paragraph INTEGER NOT NULL,\n"
	"  PRIMARY KEY (article, letter)\n"
	") STRICT, WITHOUT ROWID;\n";

static const char tables_of_annotations[] =
	"CREATE TABLE annotations (\n"
	"  annotation INTEGER PRIMARY KEY,\n"
	"  id TEXT NOT NULL UNIQUE, -- UUID version 7\n"
	"  article INTEGER NOT NULL REFERENCES articles,\n"
	"  body TEXT NOT NULL,\n"
	"  created INTEGER NOT NULL,\n"
	"  modified INTEGER NOT NULL,\n"
	"  deleted INTEGER NOT NULL -- 0 while it is not in the trash\n"
	") STRICT;\n"
	"CREATE INDEX annotations_by_article ON annotations (article, deleted);\n"
	"CREATE TABLE targets (     -- several where a note is about several quotes\n"
	"  annotation INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,\n"
	"  ordinal INTEGER NOT NULL,\n"
	"  version INTEGER REFERENCES article_versions, -- of the text it was made on\n"
	"  kind TEXT NOT NULL,      -- 'paragraph' or 'phrase'\n"
	"  paragraph INTEGER NOT NULL,\n"
	"  start INTEGER NOT NULL,\n"
	"  \"end\" INTEGER NOT NULL,\n"
	"  folded_start INTEGER NOT NULL, -- the same in folded characters\n"
	"  folded_end INTEGER NOT NULL,\n"
	"  quote TEXT NOT NULL,\n"
	"  prefix TEXT NOT NULL,\n"
	"  suffix TEXT NOT NULL,\n"
	"  PRIMARY KEY (annotation, ordinal)\n"
	") STRICT;\n"
	"CREATE TABLE annotation_history ( -- what a field was before it was changed\n"
	"  entry INTEGER PRIMARY KEY,\n"
	"  annotation INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,\n"
	"  changed INTEGER NOT NULL,\n"
	"  field TEXT NOT NULL,     -- 'body', 'tags', 'deleted'\n"
	"  former TEXT NOT NULL\n"
	") STRICT;\n"
	"CREATE INDEX annotation_history_by_annotation\n"
	"  ON annotation_history (annotation, changed);\n"
	"CREATE TABLE tags (\n"
	"  tag INTEGER PRIMARY KEY,\n"
	"  name TEXT NOT NULL UNIQUE -- levels are parted by /\n"
	") STRICT;\n"
	"CREATE TABLE annotation_tags (\n"
	"  annotation INTEGER NOT NULL REFERENCES annotations ON DELETE CASCADE,\n"
	"  tag INTEGER NOT NULL REFERENCES tags,\n"
	"  PRIMARY KEY (annotation, tag)\n"
	") STRICT, WITHOUT ROWID;\n"
	"CREATE INDEX annotation_tags_by_tag ON annotation_tags (tag);\n"
	"CREATE VIRTUAL TABLE annotation_words USING fts5 (\n"
	"  body, tags, quote,       -- folded, each ideograph a word of its own\n"
	"  tokenize = 'ascii'       -- blanks part the words, all else was done before\n"
	");\n";

static const char table_of_corrections[] =
	"CREATE TABLE corrections ( -- a reader's corrections of marks\n"
	"  correction INTEGER PRIMARY KEY,\n"
	"  id TEXT NOT NULL UNIQUE, -- UUID version 7\n"
	"  kind TEXT NOT NULL,      -- 'official', 'not-official', 'directive', 'not-directive'\n"
	"  article INTEGER REFERENCES articles, -- NULL: the name everywhere\n"
	"  name TEXT NOT NULL,      -- of an official, as the reader saw it\n"
	"  folded TEXT NOT NULL,    -- the name, or a directive's quote: one in both scripts\n"
	"  office TEXT NOT NULL,\n"
	"  modality TEXT NOT NULL,  -- of a directive\n"
	"  created INTEGER NOT NULL,\n"
	"  deleted INTEGER NOT NULL, -- 0 while it is not in the trash\n"
	"  version INTEGER REFERENCES article_versions, -- from here on as in targets\n"
	"  target_kind TEXT NOT NULL,\n"
	"  paragraph INTEGER NOT NULL,\n"
	"  start INTEGER NOT NULL,\n"
	"  \"end\" INTEGER NOT NULL,\n"
	"  folded_start INTEGER NOT NULL,\n"
	"  folded_end INTEGER NOT NULL,\n"
	"  quote TEXT NOT NULL,\n"
	"  prefix TEXT NOT NULL,\n"
	"  suffix TEXT NOT NULL\n"
	") STRICT;\n"
	"CREATE INDEX corrections_by_article ON corrections (article, deleted);\n"
	"CREATE INDEX corrections_by_folded ON corrections (folded, article, deleted);\n";

static const char index_of_trash[] =
	"CREATE INDEX annotations_in_trash ON annotations (deleted) WHERE deleted <> 0;\n";

/* Append only. */
static const struct migration migrations[] = {
	{"articles, annotations and their full-text index",
		{tables_of_articles, tables_of_annotations}},
	{"corrections of marks", {table_of_corrections}},
	{"an index of what is in the trash", {index_of_trash}},
};

const struct migration *
schema_migrations(size_t *count)
{
	*count = sizeof migrations / sizeof migrations[0];
	return migrations;
}
