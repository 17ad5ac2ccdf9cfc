### 界面文字。
###
### 每种语言都有相同的消息和相同的变量，由测试保证。
### 消息中的 `[文字]` 会成为链接，反引号之间的文字会成为代码。
### 消息不含标记。箭头指向阅读继续的方向。

## 每一页的四周

skip-to-text = 跳转到正文
site = 网站
paths = 路径
entries = 条目
threads = 脉络
topics = 主题
progress = 进度
sources = 来源
not-written-yet = 待写页面
text-licence = 文字：{ $name }

## 阅读设置

text-size-and-colours = 字号与颜色
text-size = 字号
size-small = 小
size-usual = 标准
size-large = 大
size-largest = 特大
colours = 颜色
colours-device = 跟随系统
colours-light = 浅色
colours-dark = 深色
shortcut-keys = 单键快捷键：/ 搜索，← → 翻页

## 给编辑者

for-editor = 编辑者须知
compiler-found = 检查发现 { $findings }。
errors =
    { $number ->
       *[other] { $number } 个错误
    }
warnings =
    { $number ->
       *[other] { $number } 个警告
    }
errors-and-warnings = { $errors }和 { $warnings }
shown-without-error = 有错误的文件按上次无误时的内容显示。
more-findings = 还有 { $number } 项：运行 `almanac check` 查看。
severity-error = 错误
severity-warning = 警告
help = 建议

## 改进页面

editor-text = 页面正文
editor-help = Tab 键离开正文。F8 跳到下一条检查结果，Ctrl-S 保存，Ctrl-F 在正文中查找。
editor-not-loaded = 编辑器未能加载。不用它，表单也能使用。
editor-front = 页首字段
editor-front-text = 页首字段显示为文本
editor-front-form = 页首字段显示为表单
editor-plain = 纯文本框
editor-not-plain = 带标记的编辑器
editor-preview = 预览
editor-preview-late = 本页较长，需要时才生成预览。
editor-preview-now = 现在生成预览
editor-find = 在正文中查找
editor-find-next = 下一个
editor-find-previous = 上一个
editor-find-all = 全部
editor-find-case = 区分大小写
editor-find-word = 整词
editor-find-pattern = 正则表达式
editor-replace = 替换为
editor-replace-one = 替换
editor-replace-all = 全部替换
editor-lines-same = { $count } 行相同
editor-line = 第 { $line } 行
editor-remark = 备注
editor-nothing-found = 没有需要修正之处。
editor-errors =
    { $count ->
       *[other] { $count } 个错误。
    }
editor-others =
    { $count ->
       *[other] { $count } 条警告和备注。
    }
editor-unchecked = 暂时无法检查正文。保存时会检查。
editor-fields-wait = 暂时无法读取页首字段。以文本方式改好后，会重新显示为表单。
editor-field-as-text = 此字段须以文本方式编辑。
editor-field-title = 标题
editor-field-kind = 类型
editor-field-level = 级别
editor-field-summary = 摘要
editor-field-aliases = 别名，以逗号分隔
editor-field-topics = 主题，以逗号分隔
editor-field-authors = 作者，以逗号分隔
editor-field-published = 发布日期，如 2026-11-30
editor-field-stub = 待写
editor-field-draft = 草稿，不对外显示
editor-field-unlisted = 不列出：只有知道地址的人能找到
editor-pasted-plain = 已作为纯文本粘贴。
editor-pasted-images =
    { $count ->
       *[other] 已作为纯文本粘贴，不含 { $count } 张图片。请从文件添加图片。
    }
editor-paste-markup = 保留其中的链接、列表和表格
editor-paste-table = 改为表格
editor-pasted-address = 已粘贴一个网址。
editor-paste-source = 作为来源引用
editor-image = 添加图片
editor-image-about = 关于这张图片
editor-image-alt = 图片内容，供看不到图片的人了解
editor-image-licence = 许可
editor-image-attribution = 作者
editor-image-origin = 来源网址
editor-image-name = 文件名
editor-image-with-text = 保存时才会发送，届时会从文件中去除拍摄地点和设备信息。
editor-image-add = 插入正文
editor-image-not = 不插入
editor-image-taken = 已有名为 { $name } 的图片。
editor-image-both = 两张都保留：这张加上编号
editor-image-replace = 替换原图，所有显示它的页面都会改变
editor-image-too-large = { $name } 大小为 { $size }。图片最大为 { $most }。
editor-no-image = { $name } 不是页面可以显示的图片。可用的格式有 AVIF、GIF、JPEG、PNG、SVG 和 WebP。
editor-drafts = 草稿
editor-draft = 此浏览器中有本页的一份草稿，保存于{ $time }。
editor-draft-older = 开始写这份草稿之后，本页已有改动。
editor-draft-elsewhere = 另一个标签页正在写本页的草稿，保存于{ $time }。两份草稿分开保存。
editor-draft-difference = 与已保存正文的差异
editor-difference-more =
    { $count ->
       *[other] 还有 { $count } 处。
    }
editor-drafts-leave =
    { $count ->
       *[other] 此浏览器中有您的 { $count } 份草稿。退出时要删除吗？使用此浏览器的其他人可能会看到。
    }
editor-draft-take = 继续写这份草稿
editor-draft-remove = 删除草稿
editor-draft-removed = 草稿已删除。
editor-draft-back = 撤销
editor-join = 有人保存了本页
editor-join-how = 只有一方改过的内容已经合并。这些地方双方都改过：请逐处选择，或在正文中自己写。
editor-join-clean = 对方的改动与您的改动在不同的地方：两者都已在您的正文中。请查看并保存。
editor-join-left =
    { $count ->
       *[other] 还有 { $count } 处要选择。
    }
editor-join-next = 下一处
editor-join-theirs = 采用对方的
editor-join-mine = 保留我的
editor-join-written = 按我在正文中写的
editor-join-by-them = 对方的
editor-join-by-me = 我的
editor-join-done = 以此正文继续
editor-join-first = 未保存：请先在每一处作出选择。
editor-resolve = 提议与页面在相同的地方有改动
editor-resolve-how = 只有一方改过的内容已经合并。请在每一处选择保留什么，或在正文中自己写。
editor-unchanged = 尚未改动。
editor-saving = 正在保存…
editor-saved = 已保存
editor-at = （{ $time }）。
editor-saved-at = 已于 { $time } 保存，此后没有改动。
editor-not-saved = 未保存。
editor-not-saved-kept = 未保存。已作为草稿留在此浏览器中。
editor-kept-here = 您的正文留在此浏览器中。
editor-kept-nowhere = 您的正文只在本页上：请不要关闭，或先复制。
editor-unreachable = 未保存：无法连接服务器。
editor-busy = 服务器繁忙，请稍后再试。
editor-refused = 未保存。
editor-refused-why = 服务器返回 { $status }。
editor-stale = 未保存：您开始编辑后，有人保存了本页。
editor-nul = 未保存：第 { $line } 行有一个 NUL 字符，请删除。
editor-to-page = 查看页面
editor-sign-in-why = 您已退出登录。请在此登录，正文不会丢失。
editor-key = 您的密钥
editor-sign-in = 登录并保存
editor-sign-in-failed = 没有成功，请重试。

## 列表

list-separator = 、
clause-separator = ，
full-stop = 。
not-written-yet-note = 尚未撰写
draft = 草稿
learning-path = 学习路径
learning-paths = 学习路径
all-paths = 全部路径
all-threads = 全部脉络
all-entries = 全部条目
changed-lately = 最近更新
all-of-kind = 全部 { $number } 条
nothing-written = 还没有内容。用 `almanac new entry` 开始。
paths-lead = 每条路径按顺序安排几篇阅读，并说明每一步为何排在这里。
paths-description = 按顺序安排的阅读，每一步都说明理由。
no-path = 还没有路径。用 `almanac new path` 新建一条。
kinds = 类别
entries-description = 按类别列出全部条目。
no-entry = 还没有条目。用 `almanac new entry` 新建一条。
thread = 脉络
threads-lead = 持续更新的来龙去脉：先讲现状，再按时间从早到晚列出事件。
threads-description = 持续更新的来龙去脉：现状如何，何时发生了什么。
no-thread = 还没有脉络。用 `almanac new thread` 新建一条。
events =
    { $number ->
       *[other] { $number } 个事件
    }
latest = 最新：{ $date }，
topic = 主题
topics-description = 全部主题。
no-topic = 还没有主题。主题在 `topics.yaml` 中声明。
pages =
    { $number ->
       *[other] { $number } 页
    }
part-of = 属于
narrower-topics = 下级主题
empty-topic = 这个主题下还没有内容。
requested = 待写
requested-lead = 其他页面已经链接、但还没有人写的内容，需求最多的在前。
requested-description = 其他页面已经链接、但还没有人写的页面。
nothing-requested = 每个链接都有对应的页面。
wanted-by = 需要它的页面：
wanted-by-none = 没有页面需要它
nothing-here = 这里什么也没有
nothing-here-lead = 这个地址没有页面。
# $name: its number
no-proposal = 没有提议 { $name }。
no-report = 报告没有自己的页面。
# $name: the name in the address
no-contributor = 这里没有名为 { $name } 的作者。
# $name: the name of the commit in the address
no-change = 历史中没有或不再有更改 { $name }。
nothing-here-begin = 还没有人写这一页。
# $name: what a page that is not there would be called
begin-page = 开始写“{ $name }”这一页
nothing-here-source = 如果要找来源，请看[全部来源]。
did-you-mean = 是不是要找

## 难度与时间

level-introductory = 入门
level-intermediate = 进阶
level-advanced = 高级
path-level-introductory = 入门难度
path-level-intermediate = 进阶难度
path-level-advanced = 高级难度
path-level-mixed = 难度不一
minutes = { $number } 分钟
about-minutes = 约 { $number } 分钟
minutes-left = 还需 { $number } 分钟
steps =
    { $number ->
       *[other] { $number } 步
    }

## 条目与脉络

last-changed = 更新于{ $date }
last-changed-unknown = 更新时间不详
published-on = 发布于{ $date }
written-by = 作者：{ $names }
read-first = 建议先读
facts-at-a-glance = 要点一览
facts-about = { $name }的要点
sources-disagree = 来源不一致
earlier = 早先
superseded = 已被取代
on-this-page = 本页内容
page-not-written = 本页尚未撰写。
other-languages = 其他语言
translation-lags = 译文完成后，原文已有改动。[阅读原文]
depth-lags = 自本文据原文写成以来，原文已有改动。[阅读原文]
# The name of a text that has no level, among others of the same subject that have one.
whole-text = 全文
# Stands before links to longer texts of the same subject, each with its level and minutes.
further-depths = 阅读其余内容：
in-short = 要点
state-of-play = 现状
up-to-date = 截至{ $date }
around-this-page = 本页相关
jump-to-year = 跳到某一年
a-step-of = 所属路径
step-of = 第 { $number } 步，共 { $of } 步
related-pages = 相关页面
related-paths = 相关路径
what-links-here = 链接到本页的页面
mark-as-read = 标为已读
mark-as-unread = 标为未读
task-done = 已完成
task-to-do = 待办
table = 表格
formula-unread = 无法显示的公式
image = 图片
as-of-column = 截至
alert-note = 注
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
question = 问题
show-answer = 显示答案
hide-answer = 隐藏答案
footnotes = 脚注
footnote = 脚注 { $name }
alphabet = abcdefghijklmnopqrstuvwxyz
back-to-text = 回到正文
authors-and-others = { $name }等
work-of-year = { $name }（{ $year }）
authors-and = { $first }和{ $second }
edited-by = { $names }编
translated-by = { $names }译
source-missing = 缺少来源
several-pages = 有多个页面叫这个名字
embed-circle = 它已经包着这段文字
embed-depth = 嵌套层数过多
embed-length = 本页嵌入的内容已过多
written-diagram = 图表（原文）
written-query = 查询（原文）
written-board = 由其他程序绘制
written-component = 程序（原文）

## 事实

as-of = 截至{ $date }
until = 至{ $date }
from-to = { $from }至{ $to }
fact-sources = 。来源：{ $sources }
stale-since = 可能已过时：自{ $date }起应复查
yes = 是
no = 否
unknown = 未知
none = 无
about = 约 { $value }
over = 超过 { $value }
at-least = 至少 { $value }
up-to = 至多 { $value }
under = 不到 { $value }

thousand = { $number }千
million = { $number }百万
billion = { $number }十亿
trillion = { $number }万亿
money = { $amount }{ $currency }
money-by-code = { $amount } { $currency }
currency-usd = 美元
currency-eur = 欧元
currency-gbp = 英镑
currency-jpy = 日元
currency-cny = 元

## 日期

date-approximate = { $date }前后
day-approximate = { $date }前后
date-uncertain = { $date }（存疑）
range-of-years = { $from }至{ $to }
range-of-dates = { $from }至{ $to }
season-spring = { $year }年春季
season-summer = { $year }年夏季
season-autumn = { $year }年秋季
season-winter = { $year }年冬季
approximate = 约
uncertain = 存疑
month-not-known = 月份不详
day-not-known = 日期不详

## 路径与阅读

path = 路径
begin = 开始 →
steps-heading = 步骤
path-changed = 更新于{ $date }。
path-changed-unknown = 更新时间不详。
topics-label = 主题：
if-path-changes = 如果路径日后有改动
if-path-changes-then = 已读的仍算已读。如果某一步后来有改动，或者新增了一步，[路径页面]会在旁边注明。
step-of-capitalized = 第 { $number } 步，共 { $of } 步
step-title = { $name } · 第 { $number } 步，共 { $of } 步
where-you-were = ↓ 上次读到的地方
its-own-page = 独立页面
step-not-written = 这一步尚未撰写。
step-not-translated = 这一步尚未翻译，以下为原文（{ $name }）。
previous = 上一步
next = 下一步
done-next = 读完，下一步 →
done-finish = 读完，结束 →
start-of-path = 路径起点
end-of-path = 路径终点
end-of-named-path = “{ $name }”到此结束
the-end = 结束
all-steps = 全部步骤
the-end-of-path = 路径到此结束
what-was-covered = 内容回顾
still-to-read = 尚未读过
questions-to-take-away = 思考题
where-next = 接下来读什么
your-progress = 阅读进度

## 来源

source-read = 查阅于{ $date }。
archived-copy = 存档副本
back-to-place = 回到正文，来源 { $of } 的第 { $number } 处引用
checked-by = { $date }核对，{ $name }
source-checked = 核对
see-passage = 查看原处
see-archived-passage = 在存档副本中查看
who-cites-this = 谁引用了它
cited-places = 引用处：{ $places }
source-number = 来源 { $number }
cited-by = 被 { $number } 个页面引用
cited-by-page = 引用页面：{ $name }
sources-description = 这里引用的全部文献。
sources-most-cited = 至少两个页面引用的 { $of } 种文献中，引用最多的 { $number } 种。每一页末尾都列有该页的全部来源。
sources-none = 还没有文献被两个页面引用。每一页末尾都列有该页的来源。
sources-lead =
    { $number ->
       *[other] 有 { $number } 种文献被至少两个页面引用。每一页末尾都列有该页的全部来源。
    }
sources-by-letter =
    { $number ->
       *[other] 全部 { $number } 种文献，按字母排列
    }
sources-under = 来源：{ $name }
sources-under-lead =
    { $number ->
       *[other] { $number } 种文献，附引用它们的页面。
    }
other-signs = 其他符号
sources-of-key = 引用键为“{ $name }”的来源
sources-of-key-lead =
    { $number ->
       *[other] 各页面用这个引用键指 { $number } 种文献。
    }
sources-of-key-first = 各页面用这个引用键指 { $of } 种文献，这里列出其中 { $number } 种。
list-parts = 本列表的各部分
list-part-of = 第 { $number } 部分，共 { $of } 部分
source = 来源
source-mark = 来源
source-address = 网址
source-authors = 作者
source-editors = 编者
source-translators = 译者
source-publisher = 出版者
source-details = 版本与位置
edition-of-work = 第{ $name }版
volume-of-work = 第{ $name }卷
number-of-work = 第{ $name }期
chapter-of-work = 第{ $name }章
page-of-work = 第{ $name }页
pages-of-work = 第{ $name }页
version-of-work = { $name } 版本
event-of-work = 会议：{ $name }
volumes-in-all = 共 { $number } 卷
pages-in-all = 共 { $number } 页
status-in-preparation = 撰写中
status-submitted = 已投稿
status-forthcoming = 即将出版
status-in-press = 印刷中
status-pre-published = 预先发表
country-germany = 德国
country-european-union = 欧盟
country-france = 法国
country-united-kingdom = 英国
country-united-states = 美国
source-published = 发布日期
source-accessed = 查阅日期
source-supports = 所支持的内容
cite-this-page = 引用本页
version-of = { $name }版本
revision = 修订 { $name }
cite-as-text = 文本格式
cite-it-as = 引用写法
who-cites-it = 引用它的页面
no-page-cites-it = 没有页面引用它。
source-type-paper = 论文
source-type-model-card = 模型卡
source-type-licence = 许可证
source-type-filing = 申报文件
source-type-law = 法律
source-type-post = 博文
source-type-docs = 文档
source-type-news = 新闻
source-type-dataset = 数据集
source-type-code = 代码
source-type-book = 图书
source-type-web = 网页

## 进度

progress-description = 在这里读过的内容，只保存在本浏览器中。
progress-lead = 读过的内容只保存在本浏览器中，不会传到别处。按下“读完”才算读过一步，滚动页面不算。
progress-needs-javascript = 保存进度需要 JavaScript。不启用也能阅读全部内容。
nothing-read = 还没有记录。在一步末尾按“读完”，它就会列在这里。
changed-since = 读过之后有改动
read = 已读
keep-it = 备份与迁移
keep-it-lead = 阅读记录是一个小文件。可以存下来备份，也可以在另一个浏览器中打开：记录会合并，不会重复计算。
save-to-file = 保存到文件
add-from-file = 从文件添加
forget = 清除
forget-lead = 这会从本浏览器中清除阅读记录。以前保存的文件也不能把它恢复。
forget-everything = 全部清除
forget-sure = 确定，全部清除
forget-not = 保留
is-read = （已读）
read-on = { $day }读过
changed-since-read = { $day }读过之后有改动
all-read = 全部读完
number-read = 已读 { $number }/{ $of }
steps-read =
    { $of ->
       *[other] 已读 { $number } 步，共 { $of } 步
    }
continue = 继续 →
read-again = 再读一遍
path-read =
    { $number ->
       *[other] { $number } 步已全部读完。请看[结束页]。
    }
you-have-read-all =
    { $number ->
       *[other] { $number } 步已全部读完。
    }
you-have-read =
    { $of ->
       *[other] 已读 { $number } 步，共 { $of } 步。
    }
because-own-page = 已读：{ $day }在其独立页面上标为已读。
because-path = 已读：{ $day }在路径“{ $name }”中读完。
because-other-path = 已读：{ $day }在另一条路径中读完。
page-changed-since = 此后页面有改动。
read-new-version = 已读新版本
not-kept = 本浏览器不为此网站保存数据，因此无法保存进度。
page-gone = 已不存在的页面
no-saved-progress = 这个文件不是保存的进度，没有作任何改动。
records-added =
    { $number ->
       *[other] 添加了 { $number } 条记录，{ $known } 条原已存在。
    }
records-added-and-refused =
    { $number ->
       *[other] 添加了 { $number } 条记录，{ $known } 条原已存在，{ $refused } 条因已清除、损坏或时间在未来而未接受。
    }
file-forgets = 保存这个文件的地方已于{ $day }清除了全部记录。添加它也会清除这里的记录：{ $number } 条。
add-and-forget = 添加并清除
add-not = 不作改动
no-room-for-file = 本浏览器没有空间存放这个文件，没有作任何改动。
everything-forgotten = 已全部清除。
copy = 复制
copied = 已复制
moved = 已移动
moved-to = 本页已移至 [{ $name }]。

## 图表

figure-sources = 来源：
figure-more-sources =
    { $number ->
       *[other] 表中另有 { $number } 个
    }
figure-as-of = 截至{ $date }。
figure-dates = 数值时间：{ $from }至{ $to }。
figure-data = 数据：
measured-in = { $name }（{ $unit }）
figure-table = 表格形式的数据
more-facts =
    { $number ->
       *[other] 另外 { $number } 项
    }
more-values = 另有 { $number } 个数值
figure-cut = 数值超出图表所能显示的数量，这里是前 { $number } 个。
figure-not-drawn = 未绘制：本页的图表或数值超出一页的上限（最多 { $number } 个图表）。
figure-series = 项目
figure-value = 数值
figure-when = 时间
may-be-out-of-date = 可能已过时
not-stated-here = 此处未说明

## 成本相等点图表

per-cent = { $number }%
break-even-tokens = 每天的词元数
break-even-input-price = 每百万输入词元的价格
break-even-output-price = 每百万输出词元的价格
break-even-output-share = 输出词元所占比例
break-even-hour = 一台机器每小时
break-even-machine-price = 购买一台机器
break-even-lifetime = 使用年限
break-even-power = 功率（千瓦）
break-even-electricity = 每千瓦时电价
break-even-speed = 一台机器每秒的词元数
break-even-price = 通过 API 收发每百万词元的价格
break-even-day = 一台机器每天
break-even-capacity = 一台不闲置的机器每天的词元数
break-even-full-price = 在其上处理每百万词元的成本
break-even-same = 两者成本相等时每天的词元数
break-even-machines =
    { $number ->
       *[other] { $number } 台机器
    }
break-even-api-cheaper = 每天 { $tokens } 词元时，API 每天花费 { $api }，自有的 { $machines }花费 { $own }：API 更便宜。
break-even-own-cheaper = 每天 { $tokens } 词元时，API 每天花费 { $api }，自有的 { $machines }花费 { $own }：自有机器更便宜。
break-even-at = 每天 { $tokens } 词元时两者成本相等，此时一台机器的利用率为 { $share }%。
break-even-never = 无论多少词元，自有机器都不会更便宜：即使机器从不闲置，每百万词元也要 { $full }，而 API 只要 { $price }。
break-even-mark = { $tokens } 时成本相等
break-even-api-line = API
break-even-own-line = 自有机器
break-even-cost-axis = 每天的成本
break-even-tokens-axis = 每天的词元数
break-even-move = 调整假设
break-even-reset = 恢复来源中的数值
break-even-table = 计算依据
break-even-assumed = 估计值，可调整
break-even-worked-out = 计算得出

## 搜索

search = 搜索
# $name: what is looked for
search-for = 搜索：{ $name }
search-description = 搜索所有页面的标题、摘要、小标题和正文。
search-placeholder = 词语、名称或“短语”
pages-found =
    { $number ->
       *[other] 找到 { $number } 页
    }
pages-to-search =
    { $number ->
       *[other] 可搜索 { $number } 页
    }
narrow-list = 筛选
nothing-found = 没有页面包含全部这些词。可以减少词语，或换一种写法。
nothing-found-for = 没有找到 { $query }。
nothing-with-filters = 没有页面同时符合这些条件。
search-kind = 类型
search-level = 程度
search-in = 所在
search-language = 语言
search-narrow = 进一步筛选
search-more-values = 另有 { $number } 项
search-take-off = 取消
search-pages = 结果分页
search-beyond = 结果没有这么多页。[转到最后一页]
search-loosen = 这样也许能找到更多
search-without = 不限“{ $filter }：{ $value }”
search-without-quotes = 短语中的词可以分开出现
search-without-exclusions = 不排除任何词
search-requested = 待写的页面
facts = 事实
questions = 问题
also-called = 又称 { $name }
also-in = 另有：{ $names }
note-near-words = 没有页面包含 { $typed }：以下是 { $taken } 的结果。
note-left-out = 没有页面包含全部这些词。以下有些页面缺少 { $words }。
note-may-be-missing = 以下页面不一定都有 { $words }，这是许多页面都有的词。
note-only-exclusions = 这里只写了要排除的词，请再加一个要找的词。
note-cut-off = 内容太长：只查找到 { $last } 为止的词。
note-unknown-value = { $filter }：这里没有 { $value }。
search-needs-script = 这份网站副本由浏览器自行搜索，需要 JavaScript。
search-not-built = 本网站生成时未包含搜索功能。
search-loading = 正在加载……
search-failed = 无法加载搜索。
search-again = 重试
search-asleep = 这里还没有动静：浏览器没有运行本页用来搜索的脚本。以文件方式打开的页面，浏览器不允许运行脚本。请把文件夹放到网络服务器上，或用 `almanac serve` 打开。
search-all-results =
    { $number ->
       *[other] 全部 { $number } 条结果
    }
search-recent = 最近的搜索
search-recent-kept = 只保存在此浏览器中
search-recent-clear = 清除
close = 关闭

## 继续阅读

continue-where = 从上次的地方继续
continue-facts = 第 { $number } 步，共 { $of } 步 · 还需 { $minutes } 分钟
changes = 更新
changes-lead = 最近新写或改动的内容，最新的在前；以及各条脉络中最近发生的事。
changed-undated = 以下内容的改动时间不详。
newest-fact = ，截至{ $date }：
changes-older =
    { $number ->
       *[other] 另有 { $number } 项更早的
    }
## 订阅源，供程序列出

feed-changes = { $name }：近期更新
feed-events = { $name }：事件

## 事件

event = 事件
major-event = 重大
expected = 预期
told-in = 见于
place-in-thread = 在脉络中的位置
event-before = 之前
event-after = 之后
related-events = 相关事件
entries-named = 提到的条目
events-heading = 事件
events-kicker = 发生了什么
events-of = { $name }：事件
events-description = 发生的事，最新的在前。
events-of-all-threads = 所有事件，最新的在前。
events-of-topic = 发生的事，最新的在前
all-events = 全部
major-events = 只看重大事件
no-event = 这里还没有事件。
expected-events = 预期
year-without-month = { $name }，月份不详
neighbouring-years = 年份
earlier-year = 更早：{ $name }
later-year = 更晚：{ $name }
feed-link = 订阅源
folded-events = { $year } 另有 { $number } 件
minutes-in-full = 含全部事件 { $number } 分钟
what-happened = 发生了什么
all-of-events = 全部 { $number } 件
not-in-thread = 这条脉络没有这个事件，或已不再有：

## History

history = 历史
history-of = 历史:{ $name }
history-revisions =
    { $number ->
       *[other] { $number } 个版本
    }
history-being-read = 正在读取历史。请稍后再试。
history-outside-git = 此年鉴不在 git 仓库中,因此没有历史。
history-no-commit = 尚无任何记录,因此没有历史。
history-unreadable = 无法读取历史。
history-not-here = 此文本不在仓库的这份副本中。
history-none = 此页尚无记录的版本。
history-gap = 更早的内容不在仓库的这份副本中。
history-day-unknown = 日期不详
# $date: when a revision was recorded that was written on another day
recorded-on = 于{ $date }记录
history-message = 完整说明
history-older = 更早
history-newer = 更新
history-days = 日期按 UTC 计。
history-program = 由程序 { $name }
history-what-changed = 变更内容
history-others =
    { $number ->
       *[other] 另有 { $number } 个文件
    }
deed-began = 新建
deed-removed = 删除
deed-moved = 移自 { $name }
change-fact = { $name } { $before } → { $after }
change-fact-dated = { $name } { $before } → { $after },截至 { $date }
change-fact-added = 新增 { $name } { $value }
change-fact-removed = 删除 { $name } { $value }
change-fact-redated = { $name } { $value },现截至 { $date }
change-fact-undated = { $name } { $value },现无日期
change-fact-sources = { $name } { $value },来源有变
change-more-facts =
    { $number ->
       *[other] 另有 { $number } 项事实
    }
change-title = 标题 { $before } → { $after }
change-summary = 摘要
change-takeaways = 要点
change-questions = 问题
change-sections =
    { $number ->
       *[other] { $number } 个小节
    }
change-sources =
    { $number ->
       *[other] { $number } 个来源
    }
change-events-added =
    { $number ->
       *[other] 新增 { $number } 个事件
    }
change-events-removed =
    { $number ->
       *[other] 删除 { $number } 个事件
    }
change-events =
    { $number ->
       *[other] { $number } 个事件
    }
change-line-ends = 仅换行符
change-nothing-read = 读者所见无变化
change-not-read = 无法说明:其中之一无法读取
change-between = 从 { $before } 到 { $after }
change-facts = 事实
change-text = 文本
change-added = 新增:
change-removed = 删除:
change-end = 结束
change-same =
    { $number ->
       *[other] { $number } 段未变
    }
change-bounded = 内容过多,无法逐词比较,因此部分段落整段显示。
revision-gone = 此处所示内容中没有此页的这一版本。它可能属于一段已被改写的历史。
history-as-of = 当时的页面
# $name: a revision
history-up-to = 截至修订版 { $name }。
past-label = 当时的样子
past-of-day = 此日结束时（UTC）的页面，修订版
past-of-period = 此时段结束时（UTC）的页面，修订版
past-of-revision = 页面的修订版
past-left-out = 链入页面、相关页面和事件属于今天，因此不显示。
past-unread = 正文之上的部分已无法读取。原样如下：
past-present = 现在的页面
past-gone = 现在没有这个页面。
past-since = 此后的更改
past-not-read = 此文件无法作为页面读取。其文本如下：
past-to-come = 这一天尚未结束，因此无法显示其结束时的内容。
past-not-yet = 当时没有这个页面。
past-removed = 当时没有这个页面：它已于{ $date }移除。
past-removed-some-day = 当时没有这个页面：它已被移除。
gone-on = 此页面已于{ $date }移除。
gone-some-day = 此页面已被移除。
gone-last = 页面最后的样子
change-steps = 步骤
change-of-text = 正文
log-lead = 所有更改，最新的在前：谁改的、为什么改、改了什么。
log-what = 内容
log-where = 范围
log-who = 作者
log-all = 全部
log-all-pages = 所有页面
log-facts = 事实
log-events = 事件
log-sections = 章节
log-sources = 来源
log-new = 新页面
log-removed = 已移除的页面
log-moved = 已移动的页面
log-line-ends = 也包括只改了换行符的更改
log-show = 显示
log-none = 没有记录这类更改。
log-none-yet = 最新的更改中没有这类更改。
log-newest = 最新
log-feed = 这些更改的订阅源
log-more = 以及另外 { $number } 个
log-more-still = 另有 { $number } 个未列出。
# $name: a revision, with its day
whole-as-of = 一切均为修订版 { $name } 时的样子。此处无法更改。

## 修改页面

edit = 编辑
improve-this-page = 改进本页
# $name：页面的标题
edit-of = 编辑：{ $name }
edit-text = 页面的文本
edit-summary = 您改了什么，为什么？
edit-save = 保存
edit-check = 预览并检查
edit-saved = 已保存
edit-at-desk = 您在工作台。
edit-signed-out = 任何人都可以阅读本页。要修改它，请用密钥[登录]，密钥由运营本年鉴的人提供。在此无权写入的人可以发送提议，由编辑决定。
edit-signed-out-closed = 任何人都可以阅读本页。只有编辑可以修改本年鉴：如果您是编辑，请用密钥[登录]。
edit-or-report = 页面有误？[报告错误]不需要账户。
# $name：登录者
edit-reads = 您以 { $name } 的身份登录，无权修改本页。
edit-read-only = 本年鉴在程序内部，不能在此修改。`almanac init --from-embedded DIR` 可生成能修改的副本。
edit-sign-in-first = 您没有登录，因此没有保存。您的文本在下面：请在另一个标签页登录，然后再次发送。
edit-not-permitted = 您在此无权写入，因此没有保存。您的文本在下面。
edit-stale = 什么也没有保存：您开始之后页面已被修改，而您开始时的文本没有保留，因此无法指出差异。上面是现在的文本，下面是您的文本。请采用您需要的内容。之后保存会用您的文本取代它。
edit-joined = 尚未保存：您开始之后有人保存了本页。对方的修改和您的修改在不同的位置，下面的文本包含两者。请查看并保存。
edit-disputed = 尚未保存：您开始之后有人保存了本页，以下位置双方都作了修改。只有一方修改的内容已经合并。请在每一处选择要保留的内容，或自行书写，然后保存。
edit-changed = 对方的修改
# $number: the number of a line
edit-changed-line = 第 { $number } 行
edit-own-whole = 您发送的完整文本
edit-gone = 没有保存：页面已不存在。您的文本在下面。
edit-invalid = 文本有错误，因此没有保存。文本在下面。
# $name：原因
edit-refused = 没有保存：{ $name }。
edit-clean = 编译器没有发现需要修正之处。
edit-findings = 编译器的发现
edit-current = 页面现在的文本
edit-preview = 预览
# $name: how long it would be
preview-too-long = 预览不显示，因为它会有 { $name } 长：文本中有内容重复了很多次。文本仍会被检查。
# $name: how large an image may be: 10 MB
edit-image-bound = 图片最大 { $name }。会从文件中去除拍摄地点和设备信息。如果正文中没有显示它，它会显示在正文末尾。如被拒绝，请重新选择文件。
edit-image-file = 文件
edit-image-name = 文件名（如不用原名）
edit-touches-nothing = 不涉及其他页面。
# $pages：页面数，$paths：路径数
edit-touches = 还涉及{ $pages }和{ $paths }。
# $what：页面或路径及其数目
edit-touches-only = 还涉及{ $what }。
edit-pages = { $number } 个页面
edit-paths = { $number } 条路径

## 已发送但未作任何处理的内容

sent-back = 未发送
sent-back-signed-out = 您没有登录，因此未作任何处理。
sent-back-not-permitted = 您无权这样做，因此未作任何处理。
sent-back-other-site = 它来自另一个网站的页面，因此未作任何处理。
sent-back-not-there = 它所关于的内容不在这里，或已不在这里，因此未作任何处理。
sent-back-stale = 您查看之后有所改变，因此未作任何处理。
sent-back-too-long = 它比此处接受的长，因此未作任何处理。
sent-back-too-many = 您在短时间内发送得太多，因此未作任何处理。请等一分钟。
sent-back-later = 现在无法进行，因此未作任何处理。请等一分钟。
sent-back-refused = 未作任何处理。
sent-back-kept = 您写的内容在下面，可以再次发送。
sent-back-images = 图片需要重新选择。
sent-back-nothing-written = 可以再次发送。
sent-back-in-the-browser = 您写的内容仍在浏览器中：请返回上一页。
sent-back-words = 您写的内容
sent-back-sign-in = 在另一个标签页登录
sent-back-now = 在另一个标签页查看现在的状态
sent-back-again = 再次发送

## 登录

sign-in = 登录
sign-in-note = 用密钥登录。密钥由本年鉴的运营者提供。
sign-in-why = 阅读不需要密钥，报告错误也不需要。
sign-in-key = 密钥
sign-in-wrong = 这里没有人使用此密钥。请检查是否复制完整。
# $name：原因
sign-in-blocked = 持有此密钥的人在这里被封禁：{ $name }
# $name：登录者
signed-in-as = 您以 { $name } 的身份登录。
signed-in = 您已登录
# $name: a contributor
signed-in-writes = 您以 { $name } 的身份登录。您保存的内容会立即记录。
# $name: a contributor
signed-in-reads = 您以 { $name } 的身份登录。此密钥仅供阅读，不能修改任何内容。
signed-in-decides = 您还可以决定提议和报告。
signed-in-decides-not = 要决定提议和报告，您需要范围为“review”的密钥。
signed-in-at-desk = 您在工作台，无需登录。
sign-out = 退出
sign-out-everywhere = 在所有地方退出
sign-out-note = “在所有地方”指您已登录的所有浏览器。

## 提议

edit-propose = 提议
# $name：登录者
edit-proposes = 您以 { $name } 的身份登录。您发送的是提议：由编辑决定。
# $number：等待的数目
edit-waiting = 本页有 { $number } 项提议在等待。
# $name：提议的编号
edit-proposed = 已作为第 { $name } 号提议
proposals = 提议
# What leads from one page of those who take part to the others.
work = 参与
work-session = 您的会话
proposals-closed = 提议只向参与者显示：请[登录]查看。
proposals-told = 您的提议的结果
proposals-waiting = 等待编辑决定，最早的在前
proposals-decided = 最近的决定
proposals-none = 没有等待的提议。无权写入的人发送的内容会出现在本页。
# $name：页面的标题
proposal-of = 提议：{ $name }
proposal-open = 等待中
proposal-waits-since-today = 今天起等待
proposal-waits = 已等待 { $number } 天
proposal-accepted = 已接受
proposal-declined = 已拒绝
proposal-withdrawn = 已撤回
proposal-stale = 什么也没有做：您查看之后，提议或年鉴已经改变。这是现在的状态。
proposal-invalid = 什么也没有做：接受此提议会使年鉴出现下列错误。
proposal-not-permitted = 什么也没有做：您无权决定此事。
# $name：原因
proposal-refused = 什么也没有做：{ $name }。
proposal-errors = 无法按现状接受：年鉴会出现上述错误。请拒绝并说明需要修正之处，或等待新的提议。
proposal-reason = 原因：
# $name: who decided
proposal-reason-by = { $name } 的理由：
proposal-nothing = 年鉴已包含这一切。
proposal-unread = 它的改动不再显示。
conflicts = 双方都改过
proposal-conflicts = 提议之后，年鉴在相同的地方有了改动。只有一方改过的内容已经合并。请在每一处选择保留什么，或自己写。提议者仍是作者。
proposal-conflicts-wait = 提议之后，年鉴在相同的地方有了改动。由编辑选择保留双方的哪些内容，或请对方重新提议。
conflict-in-editor = 在编辑器中合并两份文本
conflict-place = 第 { $number } 处，共 { $of } 处
conflict-take-standing = 保留现有的
conflict-take-proposed = 采用提议的
conflict-take-own = 采用这些文字
conflict-own = 此处应有的文字
conflict-accept = 按此选择接受
conflict-accept-text = 以此正文接受
conflict-words = 说几句话
conflict-nothing = 此处没有内容。
conflict-no-file = 没有这个文件。
conflict-bytes =
    { $number ->
       *[other] 一个 { $number } 字节的文件。
    }
# $name: the number of a proposal
edit-resolves = 提议 { $name } 正与现有页面合并。在您接受之前，什么也不会记录。[回到提议]
edit-resolves-plain = 这需要脚本。[在提议的页面上]不用脚本也可逐处选择。
proposal-standing = 现在的文本
proposal-proposed = 提议的文本
proposal-base = 双方的起点
proposal-comments = 讨论
proposal-words = 说几句话（拒绝时请说明原因）
proposal-accept = 接受
proposal-decline = 拒绝
proposal-withdraw = 撤回
proposal-comment = 评论

## 报告

report-mistake = 报告错误
report-note = 不需要账户。编辑会阅读，并以改动回应或搁置。不向其他任何人显示，90 天后删除。
report-passage = 哪些文字（整页则留空）
report-words = 哪里不对？
report-address = 您的邮箱，如果我们可以询问
report-send = 发送
report-kept = 谢谢。编辑现在就能看到。如果他们修改了页面，其历史中会有记录。
# $name: the title of a page
report-back = 返回 { $name }
report-empty = 没有发送：请说明哪里不对。
report-full = 没有保留：今天的报告太多，编辑读不完。请明天再来。您的文字在下面。
reports = 报告
reports-closed = 报告只向编辑显示：请用有决定权的密钥[登录]查看。
reports-none = 没有等待的报告。读者指出的错误会出现在本页。
report-times = 报告了 { $number } 次
report-answer = 以改动回应
report-close = 不改动，直接关闭

## 参与者

contributors = 参与者
contributors-none = 还没有人有密钥。
contributor-blocked = 已封禁
contributor-changes = 其改动
contributor-why = 为什么？会留在记录中。
contributor-block = 封禁
contributor-let-in = 解除封禁
role-reader = 读者
role-writer = 作者
role-editor = 编辑
role-admin = 管理员

## Taking back

undo = 撤销
undo-link = 撤销
undo-all = 撤销其全部更改
restore = 恢复
restore-link = 恢复此文本
restore-older = 恢复较早的文本
undo-of = 撤销：{ $name }
restore-of = 恢复此文本：{ $name }
undo-all-of = 撤销 { $name } 的全部更改
undo-note = 此更改所做的将被撤回，之后的更改保留。页面将变为：
restore-note = 页面将恢复当时的全部文本。之后的内容从页面移除，但保留在历史中。
undo-all-note = 其全部更改将作为一次更改撤回。由其新建的页面将被移除。他人在此基础上所做的会列出并保留。
undo-nothing = 没有可撤回的内容。
restore-nothing = 此页面已是此文本。
undo-kept = 保持不变的内容
undo-files = 其他文件
undo-others = 此更改还涉及另外 { $number } 个文件，将一并撤回。
undo-others-left = 它还更改了另外 { $number } 个文件，这些保持不变。
undo-page-only = 仅此页面
undo-revisions = { $number } 次更改
undo-more = 更改太多，无法一次撤回。这里是最新的：其余请再来一次。
undo-summary = 为什么撤回？
undo-stale = 未做任何更改：自您查看以来内容已变化。现在的情况如下。
undo-invalid = 未做任何更改：那样会有错误，列在下面。
undo-not-permitted = 未做任何更改：您无权这样做。
undo-signed-out = 未做任何更改：您尚未登录。
kept-rewritten = 同一处之后已被更改。
kept-built-on = 此页面新建之后他人已更改过。
kept-removed = 此页面之后已被移除。
kept-moved = 此页面之后已改名。
kept-name-taken = 另一页面现在使用此名称。
kept-no-content = 此文件只由运行者更改。
kept-changed = 更改之后的内容
kept-before = 更改之前的内容

## Protecting

protect = 保护
protection = 保护
protect-of = 保护：{ $name }
protect-note = 受保护的页面由编辑更改。其他人提交的都是提议，无论页面叫什么名称、哪个深度、哪种语言，也包括其图片。
protect-now = 此页面受保护。
protect-none = 此页面未受保护。
protect-until = 截止日期（无期限则留空）
protect-up-to = 至
protect-active = 生效中
protect-over = 已结束
protect-end = 结束保护
protect-no-reason = 未做任何更改：请说明原因。
protect-bad-day = 未做任何更改：请填写将来的日期。
protect-not-permitted = 未做任何更改：只有编辑可以保护页面。
edit-protected = 此页面受保护（{ $name }）。由编辑更改；其他人提交的是提议。

## A new page

new-page = 新页面
new-title = 它叫什么？
new-kind = 它是什么？
new-begin = 开始
new-taken = 已有同名页面：
new-no-name = 此标题无法生成地址：请加入字母或数字。
new-no-kind = 这里没有这种页面。

## Searches that found nothing

missed-searches = 没有结果的搜索
missed-note = 有五位或更多读者搜索过这些词，至今没有结果。
missed-none = 没有词被五位或更多读者徒劳搜索。
missed-not-counted = 这里不统计：在 `almanac.toml` 中用 `count_misses` 开启。
missed-closed = 这些词只给编辑看：请用有决定权的密钥[登录]。
