# SPDX-License-Identifier: GPL-3.0-or-later
# LC_ALL=C awk -v megabytes=64 [-v seed=1] -f make_readout.awk: a text like a collection of meeting
# readouts, on standard output: headlines, datelines, who came, what was said and ordered, notices
# with numbered articles. The sentences are put together from parts by chance, so that hardly a
# paragraph comes twice; the same arguments give the same bytes.
function chance(n) {
	state = (state * 16807) % 2147483647
	return state % n + 1
}
function list(name, words,	n, i, parts) {
	n = split(words, parts, " ")
	for (i = 1; i <= n; i++)
		pool[name, i] = parts[i]
	size[name] = n
}
function one(name) {
	return pool[name, chance(size[name])]
}
function say(text) {
	print text
	bytes += length(text) + 1
}
function official() {
	person = chance(600)
	return office[person] names[person]
}
function act() {
	return one("verb") one("thing") one("object")
}
function order() {
	return one("must") act() "，" act() "，" one("verb") one("object")
}
function told() {
	return one("when") "，" one("place") one("done") one("thing") one("object") "，" one("result")
}
BEGIN {
	state = (seed ? seed : 1) * 7919 + 1
	list("surname", "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 欧阳 司马")
	list("given", "建国 志强 晓明 文 丽华 国栋 海燕 立新 永康 春生 雪梅 伟 敏 景山 德才 玉兰 思远 振华 维平 鹏程 红兵 少华 长青 晨 延东 家宝 树林 新民 克俭 光明")
	list("place", "东河市 西岭县 南湖区 北川省 青石镇 云山州 临江市 平原县 安和区 白塔省 金沙县 长泰市")
	list("head", "市委书记 市长 副市长 市委副书记、市长 市委常委、秘书长 县委书记 县长 区委书记 省长 省委书记 市人大常委会主任 市政协主席 市发展改革委主任 市公安局局长 市卫生健康委党组书记、主任 市中级人民法院院长 市纪委书记、市监委主任 省教育厅厅长 市财政局副局长 市应急管理局局长")
	list("must", "要 必须 要进一步 务必 应当 要坚决 切实 着力 要持续")
	list("verb", "加强 推进 完善 落实 强化 健全 深化 优化 统筹 抓好 压实 提升")
	list("thing", "重点领域 基层 城乡 安全生产 防汛 公共服务 营商环境 生态环境 食品药品 网络 住房 交通")
	list("object", "责任体系 监督管理 隐患排查 工作机制 保障能力 改革任务 综合治理 项目建设 应急预案 风险防控 队伍建设 服务水平")
	list("when", "今年以来 去年 截至目前 上半年 近年来 一季度 当前 第三季度")
	list("done", "完成了 新建了 调整了 公布了 启动了 检查了")
	list("result", "群众满意度明显提高。 比上年增长百分之六点二。 取得了阶段性成效。 为全年工作打下了基础。 有关情况已经上报。 受到各方面好评。")
	list("meeting", "市委常委会会议 市政府常务会议 全市安全生产工作会议 专题调度会 全省电视电话会议 党组扩大会议")
	list("frame", "会议强调 会议指出 会议要求 他强调 他要求")
	list("rule", "不得擅自变更 应当依法公开 可以委托 须在三十日内办理 不予受理 禁止使用 鼓励采用")
	for (i = 1; i <= 600; i++) {
		names[i] = one("surname") one("given")
		office[i] = one("head")
	}
	while (bytes < megabytes * 1048576) {
		a = official(); name = names[person]; host = person
		m = one("meeting")
		say(m "研究" one("thing") one("object"))
		say(name "主持并讲话")
		say("")
		say("本报讯 " chance(12) "月" chance(28) "日，" m "在" one("place") "召开，学习贯彻上级有关精神，研究" one("thing") "工作。" a "主持会议并讲话。" official() "、" official() "出席会议，" official() "作了汇报。")
		for (p = chance(4) + 2; p > 0; p--)
			say(one("frame") "，" told() order() "；" order() "，确保各项措施落到实处。" one("must") act() "，" act() "。")
		say(name "强调，各级各部门" order() "。一要" act() "，" act() "；二要" act() "；三要" act() "，不得" one("verb") one("object") "。")
		for (p = chance(6) + 1; p > 0; p--)
			say(told() told() told() one("place") "有关部门介绍，" told() "图为" one("place") one("thing") "现场。")
		say(official() "在" one("place") "会见了" official() "一行。双方就" one("thing") one("object") "交换了意见。")
		for (p = 1; p <= 3; p++)
			say("第" p "条　" one("place") one("thing") "的单位" one("rule") "，" one("rule") "。")
		say("市领导" names[chance(600)] "、" names[chance(600)] "、" names[chance(600)] "参加。")
		say("")
	}
}
