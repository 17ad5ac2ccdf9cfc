### كلمات الواجهة.
###
### في كل لغة الرسائل نفسها بالمتغيرات نفسها، واختبارٌ يتحقق من ذلك.
### ما بين [قوسين] يصير رابطا، وما بين العلامتين `` يصير نصا برمجيا.
### لا وسوم في الرسائل. والأسهم تشير إلى حيث تمضي القراءة.

## حول كل صفحة

skip-to-text = انتقل إلى النص
site = الموقع
paths = المسارات
entries = المداخل
threads = المتابعات
topics = المواضيع
progress = التقدّم
sources = المصادر
not-written-yet = ما لم يُكتب بعد
text-licence = رخصة النص: { $name }

## إعدادات القراءة

text-size-and-colours = حجم النص والألوان
text-size = حجم النص
size-small = صغير
size-usual = معتاد
size-large = كبير
size-largest = أكبر
colours = الألوان
colours-device = كما في الجهاز
colours-light = فاتحة
colours-dark = داكنة
shortcut-keys = مفاتيح بلا Ctrl: ‏/ للبحث و← → لتقليب الصفحات

## للمحرر

for-editor = للمحرر
compiler-found = وجد المدقّق { $findings }.
errors =
    { $number ->
        [zero] لا أخطاء
        [one] خطأ واحدا
        [two] خطأين
        [few] { $number } أخطاء
        [many] { $number } خطأ
       *[other] { $number } خطأ
    }
warnings =
    { $number ->
        [zero] لا تحذيرات
        [one] تحذيرا واحدا
        [two] تحذيرين
        [few] { $number } تحذيرات
        [many] { $number } تحذيرا
       *[other] { $number } تحذير
    }
errors-and-warnings = { $errors } و{ $warnings }
shown-without-error = الملف الذي فيه خطأ يُعرض كما كان آخر مرة بلا خطأ.
more-findings =
    { $number ->
        [zero] لا مزيد: شغّل `almanac check`.
        [one] وواحد غيرها: شغّل `almanac check`.
        [two] واثنان غيرها: شغّل `almanac check`.
        [few] و{ $number } غيرها: شغّل `almanac check`.
        [many] و{ $number } غيرها: شغّل `almanac check`.
       *[other] و{ $number } غيرها: شغّل `almanac check`.
    }
severity-error = خطأ
severity-warning = تحذير
help = مساعدة

## تحسين صفحة

editor-text = نص الصفحة
editor-help = يخرج مفتاح Tab من النص. ينتقل F8 إلى الملاحظة التالية، ويحفظ Ctrl-S، ويبحث Ctrl-F في النص.
editor-not-loaded = تعذّر تحميل المحرّر. يعمل النموذج من دونه.
editor-front = بيانات الصفحة
editor-front-text = بيانات الصفحة نصًّا
editor-front-form = بيانات الصفحة نموذجًا
editor-plain = مربّع نص بسيط
editor-not-plain = المحرّر بالعلامات
editor-preview = معاينة
editor-preview-late = هذه الصفحة طويلة. تُعدّ معاينتها عندما تطلبها.
editor-preview-now = أعدّ المعاينة الآن
editor-find = ابحث في النص
editor-find-next = التالي
editor-find-previous = السابق
editor-find-all = الكل
editor-find-case = مطابقة حالة الأحرف
editor-find-word = كلمات كاملة
editor-find-pattern = تعبير نمطي
editor-replace = استبدل بـ
editor-replace-one = استبدل
editor-replace-all = استبدل الكل
editor-lines-same = أسطر متطابقة: { $count }
editor-line = السطر { $line }
editor-remark = ملاحظة
editor-nothing-found = لا شيء يحتاج إلى إصلاح.
editor-errors =
    { $count ->
        [one] خطأ واحد.
        [two] خطآن.
        [few] { $count } أخطاء.
        [many] { $count } خطأً.
        [zero] لا أخطاء.
       *[other] { $count } خطأ.
    }
editor-others =
    { $count ->
        [zero] لا تحذيرات ولا ملاحظات.
        [one] تحذير أو ملاحظة واحدة.
        [two] تحذيران أو ملاحظتان.
        [few] { $count } تحذيرات وملاحظات.
        [many] { $count } تحذيرًا وملاحظة.
       *[other] { $count } تحذير وملاحظة.
    }
editor-unchecked = تعذّر فحص النص الآن. سيُفحص عند حفظه.
editor-fields-wait = لا يمكن قراءة بيانات الصفحة بعد. أصلحها نصًّا فتعود نموذجًا.
editor-field-as-text = يُحرَّر هذا الحقل نصًّا.
editor-field-title = العنوان
editor-field-kind = النوع
editor-field-level = المستوى
editor-field-summary = الملخّص
editor-field-aliases = أسماء أخرى تفصلها فواصل
editor-field-topics = مواضيع تفصلها فواصل
editor-field-authors = مؤلفون تفصلهم فواصل
editor-field-published = تاريخ النشر (سنة-شهر-يوم)
editor-field-stub = مسوّدة أولية لم تُكتب بعد
editor-field-draft = مسوّدة لا تُعرض لأحد
editor-field-unlisted = غير مدرجة: لا يجدها إلا من لديه عنوانها
editor-pasted-plain = لُصق نصًّا بسيطًا.
editor-pasted-images =
    { $count ->
        [zero] لُصق نصًّا بسيطًا من دون صور.
        [one] لُصق نصًّا بسيطًا من دون صورة واحدة. أضف الصورة من ملفها.
        [two] لُصق نصًّا بسيطًا من دون صورتين. أضف الصور من ملفاتها.
        [few] لُصق نصًّا بسيطًا من دون { $count } صور. أضف الصور من ملفاتها.
        [many] لُصق نصًّا بسيطًا من دون { $count } صورة. أضف الصور من ملفاتها.
       *[other] لُصق نصًّا بسيطًا من دون { $count } صورة. أضف الصور من ملفاتها.
    }
editor-paste-markup = أبقِ الروابط والقوائم والجداول
editor-paste-table = اجعله جدولًا
editor-pasted-address = لُصق عنوان.
editor-paste-source = استشهد به مصدرًا
editor-image = أضف صورة
editor-image-about = عن هذه الصورة
editor-image-alt = ما تُظهره، لمن لا يراها
editor-image-licence = الترخيص
editor-image-attribution = صاحبها
editor-image-origin = العنوان الذي جاءت منه
editor-image-name = اسم ملفها
editor-image-with-text = تُرسل عند الحفظ، ويُزال من الملف عندئذ أين التُقطت وبأي جهاز.
editor-image-add = ضعها في النص
editor-image-not = اتركها
editor-image-taken = توجد صورة باسم { $name } من قبل.
editor-image-both = أبقِ الاثنتين: تُعطى هذه رقمًا
editor-image-replace = استبدل الأخرى في كل صفحة تعرضها
editor-image-too-large = حجم { $name } هو { $size }. أكبر حجم للصورة { $most }.
editor-no-image = ليس { $name } صورة تعرضها الصفحات. الصيغ الممكنة AVIF وGIF وJPEG وPNG وSVG وWebP.
editor-drafts = مسوّدات
editor-draft = في هذا المتصفح مسوّدة لهذه الصفحة، من { $time }.
editor-draft-older = تغيّرت الصفحة منذ أن بدأت.
editor-draft-elsewhere = في تبويب آخر مسوّدة مفتوحة لهذه الصفحة، من { $time }. تُحفظ منفصلة عن هذه.
editor-draft-difference = ما يختلف عن النص المحفوظ
editor-difference-more =
    { $count ->
        [zero] لا مواضع أخرى.
        [one] وموضع آخر.
        [two] وموضعان آخران.
        [few] و{ $count } مواضع أخرى.
        [many] و{ $count } موضعًا آخر.
       *[other] و{ $count } موضع آخر.
    }
editor-drafts-leave =
    { $count ->
        [zero] لا مسوّدات لك في هذا المتصفح.
        [one] في هذا المتصفح مسوّدة لك. أتُحذف عند خروجك؟ قد يجدها من يستعمل هذا المتصفح بعدك.
        [two] في هذا المتصفح مسوّدتان لك. أتُحذفان عند خروجك؟ قد يجدهما من يستعمل هذا المتصفح بعدك.
        [few] في هذا المتصفح { $count } مسوّدات لك. أتُحذف عند خروجك؟ قد يجدها من يستعمل هذا المتصفح بعدك.
        [many] في هذا المتصفح { $count } مسوّدةً لك. أتُحذف عند خروجك؟ قد يجدها من يستعمل هذا المتصفح بعدك.
       *[other] في هذا المتصفح { $count } مسوّدة لك. أتُحذف عند خروجك؟ قد يجدها من يستعمل هذا المتصفح بعدك.
    }
editor-draft-take = تابع المسوّدة
editor-draft-remove = احذف المسوّدة
editor-draft-removed = حُذفت المسوّدة.
editor-draft-back = تراجع
editor-join = حفظ شخص آخر هذه الصفحة
editor-join-how = ما غيّره أحدكما فقط ضُمّ بالفعل. هنا غيّر كلاكما شيئًا: اختر في كل موضع، أو اكتبه في النص.
editor-join-clean = تغييراتهم وتغييراتك في مواضع مختلفة: كلاهما الآن في نصك. انظر إليه واحفظه.
editor-join-left =
    { $count ->
        [zero] { $count } موضع للاختيار.
        [one] موضع واحد للاختيار.
        [two] موضعان للاختيار.
        [few] { $count } مواضع للاختيار.
        [many] { $count } موضعًا للاختيار.
       *[other] { $count } موضع للاختيار.
    }
editor-join-next = الموضع التالي
editor-join-theirs = خذ نصهم
editor-join-mine = أبقِ نصي
editor-join-written = كما كتبته في النص
editor-join-by-them = نصهم
editor-join-by-me = نصي
editor-join-done = تابع بهذا النص
editor-join-first = لم يُحفظ: اختر أولًا في كل موضع.
editor-resolve = تغيّر الاقتراح والصفحة في المواضع نفسها
editor-resolve-how = ما غيّره جانب واحد فقط ضُمّ بالفعل. اختر في كل موضع ما يبقى، أو اكتبه في النص.
editor-unchanged = لم يتغيّر شيء بعد.
editor-saving = جارٍ الحفظ …
editor-saved = حُفظ
editor-at = في { $time }.
editor-saved-at = حُفظ في { $time }. لم يتغيّر شيء بعدها.
editor-not-saved = لم يُحفظ.
editor-not-saved-kept = لم يُحفظ. بقي مسوّدةً في هذا المتصفح.
editor-kept-here = نصك محفوظ في هذا المتصفح.
editor-kept-nowhere = نصك في هذه الصفحة فقط: اتركها مفتوحة أو انسخه.
editor-unreachable = لم يُحفظ: تعذّر الوصول إلى الخادم.
editor-busy = الخادم مشغول. أعد المحاولة بعد قليل.
editor-refused = لم يُحفظ.
editor-refused-why = أجاب الخادم { $status }.
editor-stale = لم يُحفظ: حفظ شخص آخر هذه الصفحة منذ أن بدأت.
editor-nul = لم يُحفظ: في السطر { $line } محرف NUL. احذفه.
editor-to-page = إلى الصفحة
editor-sign-in-why = لم تعد مسجّل الدخول. سجّل الدخول هنا: يبقى نصك.
editor-key = مفتاحك
editor-sign-in = سجّل الدخول واحفظ
editor-sign-in-failed = لم ينجح ذلك. أعد المحاولة.

## القوائم

list-separator = ،{ " " }
clause-separator = ،{ " " }
full-stop = .{ " " }
not-written-yet-note = لم يُكتب بعد
draft = مسودّة
learning-path = مسار تعلّم
learning-paths = مسارات التعلّم
all-paths = كل المسارات
all-threads = كل المتابعات
all-entries = كل المداخل
changed-lately = ما تغيّر مؤخرا
all-of-kind =
    { $number ->
        [zero] كلها
        [one] كلها
        [two] كلاهما
        [few] كلها، وهي { $number }
        [many] كلها، وهي { $number }
       *[other] كلها، وهي { $number }
    }
nothing-written = لم يُكتب شيء بعد. ابدأ بالأمر `almanac new entry`.
paths-lead = كل مسار قراءات معدودة مرتبة، يقول لِمَ جاءت كل خطوة في موضعها.
paths-description = قراءات مرتبة، مع كل خطوة سبب مجيئها في موضعها.
no-path = لا مسار هنا بعد. ابدأ مسارا بالأمر `almanac new path`.
kinds = الأنواع
entries-description = كل المداخل بحسب أنواعها.
no-entry = لا مدخل هنا بعد. ابدأ مدخلا بالأمر `almanac new entry`.
thread = متابعة
threads-lead = قصص تتجدد: إلى أين وصل الأمر، ثم ما حدث، الأقدم فالأحدث.
threads-description = قصص تتجدد: إلى أين وصل الأمر، وما حدث ومتى.
no-thread = لا متابعة هنا بعد. ابدأ متابعة بالأمر `almanac new thread`.
events =
    { $number ->
        [zero] لا أحداث
        [one] حدث واحد
        [two] حدثان
        [few] { $number } أحداث
        [many] { $number } حدثا
       *[other] { $number } حدث
    }
latest = آخرها: { $date }،
topic = موضوع
topics-description = كل المواضيع.
no-topic = لا موضوع هنا بعد. تُعلَن المواضيع في `topics.yaml`.
pages =
    { $number ->
        [zero] لا صفحات
        [one] صفحة واحدة
        [two] صفحتان
        [few] { $number } صفحات
        [many] { $number } صفحة
       *[other] { $number } صفحة
    }
part-of = جزء من
narrower-topics = مواضيع أخصّ
empty-topic = لا ينتمي شيء إلى هذا الموضوع بعد.
requested = المطلوب
requested-lead = ما تشير إليه صفحات أخرى ولم يكتبه أحد، الأكثر طلبا أولا.
requested-description = صفحات تشير إليها صفحات أخرى ولم يكتبها أحد بعد.
nothing-requested = كل رابط يصل إلى صفحة.
wanted-by = تطلبها
wanted-by-none = لا تطلبها صفحة
nothing-here = لا شيء هنا
nothing-here-lead = لا صفحة في هذا العنوان.
# $name: its number
no-proposal = لا اقتراح { $name }.
no-report = ليس للبلاغ صفحة خاصة.
# $name: the name in the address
no-contributor = لا أحد باسم { $name } يكتب هنا.
# $name: the name of the commit in the address
no-change = ليس في التاريخ تغيير { $name }، أو لم يعد فيه.
nothing-here-begin = لم يكتبها أحد بعد.
# $name: what a page that is not there would be called
begin-page = ابدأ صفحة عن «{ $name }»
nothing-here-source = إن كنت تبحث عن مصدر فانظر [كل المصادر].
did-you-mean = هل تقصد

## المستويات والأوقات

level-introductory = تمهيدي
level-intermediate = متوسط
level-advanced = متقدم
path-level-introductory = مستوى تمهيدي
path-level-intermediate = مستوى متوسط
path-level-advanced = مستوى متقدم
path-level-mixed = مستويات متنوعة
minutes =
    { $number ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $number } دقائق
        [many] { $number } دقيقة
       *[other] { $number } دقيقة
    }
about-minutes =
    { $number ->
        [zero] أقل من دقيقة
        [one] نحو دقيقة
        [two] نحو دقيقتين
        [few] نحو { $number } دقائق
        [many] نحو { $number } دقيقة
       *[other] نحو { $number } دقيقة
    }
minutes-left =
    { $number ->
        [zero] بقي أقل من دقيقة
        [one] بقيت دقيقة واحدة
        [two] بقيت دقيقتان
        [few] بقيت { $number } دقائق
        [many] بقيت { $number } دقيقة
       *[other] بقيت { $number } دقيقة
    }
steps =
    { $number ->
        [zero] لا خطوات
        [one] خطوة واحدة
        [two] خطوتان
        [few] { $number } خطوات
        [many] { $number } خطوة
       *[other] { $number } خطوة
    }

## المداخل والمتابعات

last-changed = آخر تعديل { $date }
last-changed-unknown = تاريخ آخر تعديل غير معروف
published-on = نُشر { $date }
written-by = بقلم { $names }
read-first = اقرأ أولا
facts-at-a-glance = الحقائق في لمحة
facts-about = حقائق عن { $name }
sources-disagree = المصادر مختلفة
earlier = ما سبق
superseded = حلّ غيره محله
on-this-page = في هذه الصفحة
page-not-written = هذه الصفحة لم تُكتب بعد.
other-languages = لغات أخرى
translation-lags = تغيّر الأصل بعد هذه الترجمة. [اقرأ الأصل]
depth-lags = تغيّر الأصل بعد أن كُتب هذا النص منه. [اقرأ الأصل]
# The name of a text that has no level, among others of the same subject that have one.
whole-text = النص الكامل
# Stands before links to longer texts of the same subject, each with its level and minutes.
further-depths = اقرأ البقية:
in-short = باختصار
state-of-play = إلى أين وصل الأمر
up-to-date = حتى { $date }
around-this-page = حول هذه الصفحة
jump-to-year = انتقل إلى سنة
a-step-of = خطوة من مسار
step-of = الخطوة { $number } من { $of }
related-pages = صفحات ذات صلة
related-paths = مسارات ذات صلة
what-links-here = ما يشير إلى هنا
mark-as-read = علّمها مقروءة
mark-as-unread = علّمها غير مقروءة
task-done = أُنجزت
task-to-do = لم تُنجز
table = جدول
image = صورة
as-of-column = التاريخ
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تنبيه
alert-caution = تحذير
question = سؤال
show-answer = أظهر الجواب
hide-answer = أخفِ الجواب
footnotes = الحواشي
footnote = الحاشية { $name }
alphabet = أبتثجحخدذرزسشصضطظعغفقكلمنهوي
back-to-text = عُد إلى النص
authors-and-others = { $name } وآخرون
work-of-year = { $name } ({ $year })
authors-and = { $first } و{ $second }
edited-by = تحرير { $names }
translated-by = ترجمة { $names }
source-missing = مصدر مفقود
formula-unread = معادلة لا يمكن عرضها
several-pages = لعدة صفحات هذا الاسم
embed-circle = يحيط بهذا النص أصلًا
embed-depth = تداخلت نصوص كثيرة
embed-length = تعرض هذه الصفحة ما يكفي من غيرها
written-diagram = رسم بياني كما كُتب
written-query = استعلام كما كُتب
written-board = يرسمه برنامج آخر
written-component = برنامج كما كُتب

## الحقائق

as-of = بتاريخ { $date }
until = حتى { $date }
from-to = من { $from } إلى { $to }
fact-sources = . المصدر: { $sources }
stale-since = قد يكون قديما: كان ينبغي التحقق منه منذ { $date }
yes = نعم
no = لا
unknown = غير معروف
none = لا يوجد
about = نحو { $value }
over = أكثر من { $value }
at-least = { $value } على الأقل
up-to = { $value } على الأكثر
under = أقل من { $value }
thousand =
    { $number ->
        [zero] { $number } ألف
        [one] ألف
        [two] ألفان
        [few] { $number } آلاف
        [many] { $number } ألف
       *[other] { $number } ألف
    }
million =
    { $number ->
        [zero] { $number } مليون
        [one] مليون
        [two] مليونان
        [few] { $number } ملايين
        [many] { $number } مليون
       *[other] { $number } مليون
    }
billion =
    { $number ->
        [zero] { $number } مليار
        [one] مليار
        [two] ملياران
        [few] { $number } مليارات
        [many] { $number } مليار
       *[other] { $number } مليار
    }
trillion =
    { $number ->
        [zero] { $number } تريليون
        [one] تريليون
        [two] تريليونان
        [few] { $number } تريليونات
        [many] { $number } تريليون
       *[other] { $number } تريليون
    }
money = { $amount } { $currency }
money-by-code = { $amount } { $currency }
currency-usd = دولار أمريكي
currency-eur = يورو
currency-gbp = جنيه إسترليني
currency-jpy = ين ياباني
currency-cny = يوان صيني

## التواريخ

date-approximate = نحو { $date }
day-approximate = نحو { $date }
date-uncertain = { $date } (غير مؤكد)
range-of-years = { $from }–{ $to }
range-of-dates = { $from } – { $to }
season-spring = ربيع { $year }
season-summer = صيف { $year }
season-autumn = خريف { $year }
season-winter = شتاء { $year }
approximate = تقريبي
uncertain = غير مؤكد
month-not-known = الشهر غير معروف
day-not-known = اليوم غير معروف

## المسارات وقارئها

path = المسار
begin = ابدأ ←
steps-heading = الخطوات
path-changed = آخر تعديل { $date }.
path-changed-unknown = تاريخ آخر تعديل غير معروف.
topics-label = المواضيع:
if-path-changes = إذا تغيّر المسار لاحقًا
if-path-changes-then = ما قرأته يبقى مقروءًا. وإذا تغيّرت خطوة بعد ذلك أو أضيفت خطوة جديدة، ذكرت [صفحة المسار] ذلك بجانبها.
step-of-capitalized = الخطوة { $number } من { $of }
step-title = { $name } · الخطوة { $number } من { $of }
where-you-were = ↓ حيث توقفت
its-own-page = صفحتها المستقلة
step-not-written = هذه الخطوة لم تُكتب بعد.
step-not-translated = لم تُترجم هذه الخطوة بعد، وهي معروضة هنا بلغتها الأصلية: { $name }.
previous = السابق
next = التالي
done-next = تمّت، إلى التالية ←
done-finish = تمّت، إلى الختام ←
start-of-path = بداية المسار
end-of-path = نهاية المسار
end-of-named-path = نهاية «{ $name }»
the-end = النهاية
all-steps = كل الخطوات
the-end-of-path = نهاية المسار
what-was-covered = ما تناوله المسار
still-to-read = لم تُقرأ بعد
questions-to-take-away = أسئلة تبقى معك
where-next = إلى أين بعد
your-progress = تقدّمك

## المصادر

source-read = اطُّلع عليه { $date }.
archived-copy = نسخة محفوظة
back-to-place = عُد إلى النص، الموضع { $number } من المصدر { $of }
checked-by = تحقق منه { $name } في { $date }
source-checked = جرى التحقق
see-passage = انظره في موضعه
see-archived-passage = في النسخة المحفوظة
who-cites-this = من يستشهد به
cited-places = موضع الاستشهاد: { $places }
source-number = المصدر { $number }
cited-by =
    { $number ->
        [zero] لا تستشهد به صفحة
        [one] تستشهد به صفحة واحدة
        [two] تستشهد به صفحتان
        [few] تستشهد به { $number } صفحات
        [many] تستشهد به { $number } صفحة
       *[other] تستشهد به { $number } صفحة
    }
cited-by-page = تستشهد به { $name }
sources-description = كل عمل يُستشهد به هنا.
sources-by-letter =
    { $number ->
        [zero] الأعمال كلها حسب الحرف
        [one] العمل الوحيد حسب الحرف
        [two] العملان كلاهما حسب الحرف
        [few] الأعمال الـ{ $number } كلها حسب الحرف
        [many] الأعمال الـ{ $number } كلها حسب الحرف
       *[other] الأعمال الـ{ $number } كلها حسب الحرف
    }
sources-under = المصادر: { $name }
sources-under-lead =
    { $number ->
        [zero] لا أعمال هنا.
        [one] عمل واحد، مع الصفحات التي تستشهد به.
        [two] عملان، مع الصفحات التي تستشهد بهما.
        [few] { $number } أعمال، مع الصفحات التي تستشهد بها.
        [many] { $number } عملا، مع الصفحات التي تستشهد بها.
       *[other] { $number } عمل، مع الصفحات التي تستشهد بها.
    }
other-signs = رموز أخرى
sources-of-key = المصادر ذات المفتاح «{ $name }»
sources-of-key-lead =
    { $number ->
        [zero] لا تعطي أي صفحة هذا المفتاح لعمل.
        [one] تعطي الصفحات هذا المفتاح لعمل واحد.
        [two] تعطي الصفحات هذا المفتاح لعملين.
        [few] تعطي الصفحات هذا المفتاح لـ{ $number } أعمال.
        [many] تعطي الصفحات هذا المفتاح لـ{ $number } عملا.
       *[other] تعطي الصفحات هذا المفتاح لـ{ $number } عمل.
    }
sources-of-key-first = تعطي الصفحات هذا المفتاح لعدد { $of } من الأعمال، وهذه { $number } منها.
list-parts = أجزاء هذه القائمة
list-part-of = { $number } من { $of }
sources-most-cited =
    { $number ->
        [zero] أكثر الأعمال استشهادا بها من بين { $of } تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [one] العمل الأكثر استشهادا به من بين { $of } تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [two] العملان الأكثر استشهادا بهما من بين { $of } تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [few] الأعمال الـ{ $number } الأكثر استشهادا بها من بين { $of } تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [many] الأعمال الـ{ $number } الأكثر استشهادا بها من بين { $of } تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
       *[other] الأعمال الـ{ $number } الأكثر استشهادا بها من بين { $of } تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
    }
sources-none = لا عمل تستشهد به صفحتان بعد. وتسرد كل صفحة مصادرها في أسفلها.
sources-lead =
    { $number ->
        [zero] لا عمل تستشهد به صفحتان بعد. وتسرد كل صفحة مصادرها في أسفلها.
        [one] عمل واحد تستشهد به صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [two] عملان تستشهد بكل منهما صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [few] { $number } أعمال تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
        [many] { $number } عملا تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
       *[other] { $number } عمل تستشهد بكل منها صفحتان فأكثر. وتسرد كل صفحة مصادرها كلها في أسفلها.
    }
source = مصدر
source-mark = مصدر
source-address = العنوان
source-authors = المؤلفون
source-editors = المحررون
source-translators = المترجمون
source-publisher = الناشر
source-details = الطبعة والموضع
edition-of-work = الطبعة { $name }
volume-of-work = المجلد { $name }
number-of-work = العدد { $name }
chapter-of-work = الفصل { $name }
page-of-work = الصفحة { $name }
pages-of-work = الصفحات { $name }
version-of-work = الإصدار { $name }
event-of-work = قُدِّم في { $name }
volumes-in-all =
    { $number ->
        [zero] لا مجلدات
        [one] مجلد واحد
        [two] مجلدان
        [few] { $number } مجلدات
        [many] { $number } مجلدا
       *[other] { $number } مجلد
    }
pages-in-all =
    { $number ->
        [zero] لا صفحات
        [one] صفحة واحدة
        [two] صفحتان
        [few] { $number } صفحات
        [many] { $number } صفحة
       *[other] { $number } صفحة
    }
status-in-preparation = قيد الإعداد
status-submitted = مُقدَّم للنشر
status-forthcoming = سيصدر قريبا
status-in-press = تحت الطبع
status-pre-published = منشور مسبقا
country-germany = ألمانيا
country-european-union = الاتحاد الأوروبي
country-france = فرنسا
country-united-kingdom = المملكة المتحدة
country-united-states = الولايات المتحدة الأمريكية
source-published = تاريخ النشر
source-accessed = تاريخ الاطلاع
source-supports = ما يسنده
cite-this-page = استشهد بهذه الصفحة
version-of = نسخة { $name }
revision = مراجعة { $name }
cite-as-text = نصا
cite-it-as = صيغة الاستشهاد
who-cites-it = من يستشهد به
no-page-cites-it = لا تستشهد به صفحة.
source-type-paper = ورقة بحثية
source-type-model-card = بطاقة نموذج
source-type-licence = رخصة
source-type-filing = إيداع رسمي
source-type-law = قانون
source-type-post = منشور
source-type-docs = توثيق
source-type-news = خبر
source-type-dataset = مجموعة بيانات
source-type-code = شفرة مصدرية
source-type-book = كتاب
source-type-web = صفحة ويب

## التقدّم

progress-description = ما قرأته هنا، محفوظا في هذا المتصفح وحده.
progress-lead = ما قرأته محفوظ في هذا المتصفح لا في غيره. تُعدّ الخطوة مقروءة حين تضغط «تمّت»، لا لأنك مررت بها.
progress-needs-javascript = حفظ التقدّم يحتاج إلى جافاسكربت. أما القراءة فكلها متاحة بدونها.
nothing-read = لا شيء بعد. اضغط «تمّت» في آخر خطوة فتُسرد هنا.
changed-since = تغيّر منذ قرأته
read = ما قرأته
keep-it = احفظه أو انقله
keep-it-lead = سجلك ملف صغير. احفظه نسخة احتياطية، أو افتحه في متصفح آخر: السجلات تُجمع ولا يُحسب شيء مرتين.
save-to-file = احفظ في ملف
add-from-file = أضف من ملف
forget = انسَ
forget-lead = هذا يزيل السجل من هذا المتصفح. ولن يعيده ملف حُفظ من قبل.
forget-everything = انسَ كل شيء
forget-sure = نعم، انسَ كل شيء
forget-not = أبقِه
is-read = (مقروءة)
read-on = قُرئت في { $day }
changed-since-read = تغيّرت بعد أن قرأتها في { $day }
all-read = قُرئت كلها
number-read = قُرئ { $number } من { $of }
steps-read =
    { $of ->
        [zero] لم تُقرأ خطوة: { $number } من { $of }
        [one] قُرئت { $number } من خطوة واحدة
        [two] قُرئت { $number } من خطوتين
        [few] قُرئت { $number } من { $of } خطوات
        [many] قُرئت { $number } من { $of } خطوة
       *[other] قُرئت { $number } من { $of } خطوة
    }
continue = تابع ←
read-again = اقرأ من جديد
path-read =
    { $number ->
        [zero] لم تقرأ خطوة. انظر [صفحة الختام].
        [one] قرأت الخطوة الوحيدة. انظر [صفحة الختام].
        [two] قرأت الخطوتين كلتيهما. انظر [صفحة الختام].
        [few] قرأت الخطوات الـ{ $number } كلها. انظر [صفحة الختام].
        [many] قرأت الخطوات الـ{ $number } كلها. انظر [صفحة الختام].
       *[other] قرأت الخطوات الـ{ $number } كلها. انظر [صفحة الختام].
    }
you-have-read-all =
    { $number ->
        [zero] لم تقرأ خطوة.
        [one] قرأت الخطوة الوحيدة.
        [two] قرأت الخطوتين كلتيهما.
        [few] قرأت الخطوات الـ{ $number } كلها.
        [many] قرأت الخطوات الـ{ $number } كلها.
       *[other] قرأت الخطوات الـ{ $number } كلها.
    }
you-have-read =
    { $of ->
        [zero] قرأت { $number } من { $of }.
        [one] قرأت { $number } من خطوة واحدة.
        [two] قرأت { $number } من خطوتين.
        [few] قرأت { $number } من { $of } خطوات.
        [many] قرأت { $number } من { $of } خطوة.
       *[other] قرأت { $number } من { $of } خطوة.
    }
because-own-page = مقروءة: ضغطتَ «علّمها مقروءة» في { $day }، في صفحتها المستقلة.
because-path = مقروءة: ضغطتَ «تمّت» في { $day }، في مسار «{ $name }».
because-other-path = مقروءة: ضغطتَ «تمّت» في { $day }، في مسار آخر.
page-changed-since = وقد تغيّرت الصفحة بعد ذلك.
read-new-version = قرأتُ النسخة الجديدة
not-kept = هذا المتصفح لا يحفظ شيئا لهذا الموقع، فلا يمكن حفظ تقدّمك.
page-gone = صفحة لم تعد هنا
no-saved-progress = ليس في هذا الملف تقدّم محفوظ. لم يتغيّر شيء.
records-added =
    { $number ->
        [zero] لم يُضف سجل، و{ $known } هنا من قبل.
        [one] أُضيف سجل واحد، و{ $known } هنا من قبل.
        [two] أُضيف سجلان، و{ $known } هنا من قبل.
        [few] أُضيفت { $number } سجلات، و{ $known } هنا من قبل.
        [many] أُضيف { $number } سجلا، و{ $known } هنا من قبل.
       *[other] أُضيف { $number } سجل، و{ $known } هنا من قبل.
    }
records-added-and-refused =
    { $number ->
        [zero] لم يُضف سجل، و{ $known } هنا من قبل، و{ $refused } رُفضت لأنها منسية أو تالفة أو مؤرخة في المستقبل.
        [one] أُضيف سجل واحد، و{ $known } هنا من قبل، و{ $refused } رُفضت لأنها منسية أو تالفة أو مؤرخة في المستقبل.
        [two] أُضيف سجلان، و{ $known } هنا من قبل، و{ $refused } رُفضت لأنها منسية أو تالفة أو مؤرخة في المستقبل.
        [few] أُضيفت { $number } سجلات، و{ $known } هنا من قبل، و{ $refused } رُفضت لأنها منسية أو تالفة أو مؤرخة في المستقبل.
        [many] أُضيف { $number } سجلا، و{ $known } هنا من قبل، و{ $refused } رُفضت لأنها منسية أو تالفة أو مؤرخة في المستقبل.
       *[other] أُضيف { $number } سجل، و{ $known } هنا من قبل، و{ $refused } رُفضت لأنها منسية أو تالفة أو مؤرخة في المستقبل.
    }
file-forgets = حيث حُفظ هذا الملف نُسي كل شيء في { $day }. إضافته تنسى سجلات هنا أيضا: { $number }.
add-and-forget = أضفه وانسَها
add-not = لا تغيّر شيئا
no-room-for-file = ليس في هذا المتصفح متسع لهذا الملف. لم يتغيّر شيء.
everything-forgotten = نُسي كل شيء.
copy = انسخ
copied = نُسخ
moved = انتقلت
moved-to = انتقلت هذه الصفحة إلى [{ $name }].

## Figures

figure-sources = المصادر:
figure-more-sources =
    { $number ->
        [zero] ولا شيء غيرها في الجدول
        [one] ومصدر آخر في الجدول
        [two] ومصدران آخران في الجدول
        [few] و{ $number } مصادر أخرى في الجدول
        [many] و{ $number } مصدرًا آخر في الجدول
       *[other] و{ $number } مصدر آخر في الجدول
    }
figure-as-of = حتى { $date }.
figure-dates = قيم من { $from } إلى { $to }.
figure-data = البيانات:
more-facts =
    { $number ->
        [zero] لا معلومات أخرى
        [one] معلومة أخرى
        [two] معلومتان أخريان
        [few] { $number } معلومات أخرى
        [many] { $number } معلومة أخرى
       *[other] { $number } معلومة أخرى
    }
more-values = وقيم أخرى عددها { $number }
figure-cut = البيانات أكثر مما يُرسم في شكل واحد: هذه أول القيم وعددها { $number }.
figure-not-drawn = لم يُرسم هذا الشكل: في هذه الصفحة أشكال أو قيم أكثر مما تتسع له صفحة (عدد الأشكال { $number } على الأكثر).
measured-in = { $name } ({ $unit })
figure-table = البيانات في جدول
figure-series = المقيس
figure-value = القيمة
figure-when = التاريخ
may-be-out-of-date = قد تكون قديمة
not-stated-here = غير مذكور هنا

## Figures that show where two costs are the same

# $number: how many of a hundred
per-cent = { $number }٪
break-even-tokens = الرموز في اليوم
break-even-input-price = سعر مليون رمز مرسل
break-even-output-price = سعر مليون رمز مستلم
break-even-output-share = نسبة الرموز المستلمة
break-even-hour = جهاز واحد لساعة
break-even-machine-price = جهاز واحد عند الشراء
break-even-lifetime = سنوات استعماله
break-even-power = ما يستهلكه بالكيلوواط
break-even-electricity = سعر الكيلوواط ساعة
break-even-speed = الرموز في الثانية على جهاز واحد
# What is worked out of what stands above.
break-even-price = سعر مليون رمز عند الواجهة، مرسلة ومستلمة
break-even-day = جهاز واحد ليوم
break-even-capacity = الرموز في اليوم على جهاز لا يتوقف
break-even-full-price = كلفة مليون رمز عليه
break-even-same = الرموز في اليوم حيث تتساوى الكلفتان
break-even-machines =
    { $number ->
        [zero] لا أجهزة
        [one] جهاز واحد
        [two] جهازان
        [few] { $number } أجهزة
        [many] { $number } جهازًا
       *[other] { $number } جهاز
    }
# $api, $own: amounts of money a day
break-even-api-cheaper = عند { $tokens } رمز في اليوم تكلف الواجهة { $api } في اليوم، وتكلف أجهزتك ({ $machines }) { $own }: الواجهة أرخص.
break-even-own-cheaper = عند { $tokens } رمز في اليوم تكلف الواجهة { $api } في اليوم، وتكلف أجهزتك ({ $machines }) { $own }: أجهزتك أرخص.
# $share: how busy a machine is then, in per cent
break-even-at = تتساوى الكلفتان عند { $tokens } رمز في اليوم، حين ينجز جهاز واحد { $share }٪ مما يستطيع.
# $full: what a million tokens cost on a machine that is never idle; $price: what they cost at the API
break-even-never = لا تصبح أجهزتك أرخص مهما كثرت الرموز: فالمليون يكلف { $full } حتى على جهاز لا يتوقف، و{ $price } عند الواجهة.
break-even-mark = تتساوى الكلفتان عند { $tokens }
break-even-api-line = الواجهة
break-even-own-line = أجهزتك
break-even-cost-axis = الكلفة في اليوم
break-even-tokens-axis = الرموز في اليوم
break-even-move = غيّر الافتراضات
break-even-reset = عد إلى قيم المصادر
break-even-table = ما يستند إليه هذا
break-even-assumed = تقدير يمكن تغييره
break-even-worked-out = محسوب

## Search

search = بحث
# $name: what is looked for
search-for = بحث: { $name }
search-description = ابحث في عناوين كل الصفحات وملخصاتها وعناوين أقسامها ونصوصها.
search-placeholder = كلمة أو اسم أو «عبارة»
pages-found =
    { $number ->
        [zero] لم يُعثر على أي صفحة
        [one] عُثر على صفحة واحدة
        [two] عُثر على صفحتين
        [few] عُثر على { $number } صفحات
        [many] عُثر على { $number } صفحة
       *[other] عُثر على { $number } صفحة
    }
pages-to-search =
    { $number ->
        [zero] لا صفحات للبحث فيها
        [one] صفحة واحدة يُبحث فيها
        [two] صفحتان يُبحث فيهما
        [few] { $number } صفحات يُبحث فيها
        [many] { $number } صفحة يُبحث فيها
       *[other] { $number } صفحة يُبحث فيها
    }
narrow-list = ما فيه فقط
nothing-found = لا توجد صفحة فيها كل هذه الكلمات. جرّب كلمات أقل أو كتابة أخرى.
nothing-found-for = لم يُعثر على شيء عن { $query }.
nothing-with-filters = لا صفحة تجمع هذا كله.
search-kind = النوع
search-level = المستوى
search-in = ضمن
search-language = اللغة
search-narrow = تضييق أكثر
search-more-values =
    { $number ->
        [zero] لا غير ذلك
        [one] واحد آخر
        [two] اثنان آخران
        [few] { $number } أخرى
        [many] { $number } أخرى
       *[other] { $number } أخرى
    }
search-take-off = إزالة
search-pages = صفحات النتائج
search-beyond = تنتهي النتائج قبل هذه الصفحة. [إلى آخر صفحة منها]
search-loosen = قد تجد أكثر
search-without = من دون «{ $filter }: { $value }»
search-without-quotes = بكلمات العبارة في أي موضع
search-without-exclusions = من دون استبعاد كلمات
search-requested = ما هو مطلوب ولم يُكتب بعد
facts = حقائق
questions = أسئلة
also-called = يسمى أيضا { $name }
also-in = أيضا: { $names }
note-near-words = لا صفحة فيها { $typed }: هذه نتائج { $taken }.
note-left-out = لا صفحة فيها كل هذه الكلمات. بعض ما يلي ينقصه { $words }.
note-may-be-missing = ليس في كل صفحة مما يلي { $words }، وهو في صفحات كثيرة.
note-only-exclusions = هذا لا يقول إلا ما يُستبعد. أضف كلمة يُبحث عنها.
note-cut-off = هذا أطول مما يُبحث عنه: لا تُحسب إلا الكلمات حتى { $last }.
note-unknown-value = { $filter }: لا يوجد هنا { $value }.
search-needs-script = البحث في هذه النسخة من الموقع يجري في متصفحك، ويحتاج إلى JavaScript.
search-not-built = بُني هذا الموقع من دون بحث.
search-loading = جارٍ التحميل …
search-failed = تعذر تحميل البحث.
search-again = حاول مرة أخرى
search-asleep = لا يحدث شيء هنا بعد: لم يشغّل متصفحك برامج هذه الصفحة التي تبحث. فهو يمنعها حين تُفتح الصفحة كملف. ضع المجلد على خادم ويب، أو افتحه بالأمر `almanac serve`.
search-all-results =
    { $number ->
        [zero] لا نتائج
        [one] النتيجة في صفحة مستقلة
        [two] النتيجتان كلتاهما
        [few] كل النتائج وعددها { $number }
        [many] كل النتائج وعددها { $number }
       *[other] كل النتائج وعددها { $number }
    }
search-recent = عمليات البحث الأخيرة
search-recent-kept = محفوظة في هذا المتصفح وحده
search-recent-clear = محو
close = إغلاق

## Going on

continue-where = تابع من حيث توقفت
continue-facts = الخطوة { $number } من { $of } · بقي { $minutes } د
changes = التغييرات
changes-lead = ما كُتب أو تغيّر مؤخرًا، الأحدث أولًا، وما حدث مؤخرًا في السلاسل.
changed-undated = لا يُعرف متى تغيّرت هذه الصفحات.
newest-fact = ، بتاريخ { $date }:
changes-older =
    { $number ->
        [zero] ولا شيء أقدم
        [one] وصفحة أقدم
        [two] وصفحتان أقدم
        [few] و{ $number } صفحات أقدم
        [many] و{ $number } صفحة أقدم
       *[other] و{ $number } صفحة أقدم
    }
## الخلاصات كما تعرضها البرامج

feed-changes = { $name }: أحدث التغييرات
feed-events = { $name }: الأحداث

## الأحداث

event = حدث
major-event = مهم
expected = متوقع
told-in = يرويه
place-in-thread = موضعه في المتابعة
event-before = قبله
event-after = بعده
related-events = أحداث ذات صلة
entries-named = المداخل التي يذكرها
events-heading = الأحداث
events-kicker = ما حدث
events-of = أحداث: { $name }
events-description = ما حدث، الأحدث أولًا.
events-of-all-threads = كل الأحداث، الأحدث أولًا.
events-of-topic = ما حدث، الأحدث أولًا
all-events = الكل
major-events = المهمة فقط
no-event = لم يحدث شيء هنا.
expected-events = متوقعة
year-without-month = { $name }، الشهر غير معروف
neighbouring-years = السنوات
earlier-year = الأسبق: { $name }
later-year = اللاحق: { $name }
feed-link = الخلاصة
folded-events =
    { $number ->
        [zero] لا مزيد من { $year }
        [one] حدث آخر من { $year }
        [two] حدثان آخران من { $year }
        [few] { $number } أحداث أخرى من { $year }
        [many] { $number } حدثًا آخر من { $year }
       *[other] { $number } حدث آخر من { $year }
    }
minutes-in-full = { $number } د مع كل الأحداث
what-happened = ما حدث
all-of-events = كلها ({ $number })
not-in-thread = ليس في هذه المتابعة حدث كهذا، أو لم يعد فيها:

## History

history = السجل
history-of = السجل: { $name }
history-revisions =
    { $number ->
        [zero] لا مراجعات
        [one] مراجعة واحدة
        [two] مراجعتان
        [few] { $number } مراجعات
        [many] { $number } مراجعة
       *[other] { $number } مراجعة
    }
history-being-read = يُقرأ السجل الآن. أعد المحاولة بعد قليل.
history-outside-git = ليس هذا التقويم في مستودع git، فلا سجل له.
history-no-commit = لم يُسجَّل شيء بعد، فلا سجل.
history-unreadable = لا يمكن قراءة السجل.
history-not-here = هذا النص ليس في هذه النسخة من المستودع.
history-none = لم تُسجَّل أي مراجعة لهذه الصفحة بعد.
history-gap = ما هو أقدم ليس في هذه النسخة من المستودع.
history-day-unknown = في يوم غير معروف
# $date: when a revision was recorded that was written on another day
recorded-on = سُجِّل في { $date }
history-message = الرسالة كاملة
history-older = أقدم
history-newer = أحدث
history-days = الأيام بتوقيت UTC.
history-program = بواسطة البرنامج { $name }
history-what-changed = ما الذي تغيّر
history-others =
    { $number ->
        [zero] ولا ملفات أخرى
        [one] وملف آخر
        [two] وملفان آخران
        [few] و{ $number } ملفات أخرى
        [many] و{ $number } ملفًا آخر
       *[other] و{ $number } ملف آخر
    }
deed-began = كُتبت
deed-removed = أُزيلت
deed-moved = نُقلت من { $name }
change-fact = { $name } { $before } ← { $after }
change-fact-dated = { $name } { $before } ← { $after }، في { $date }
change-fact-added = { $name } { $value } أُضيف
change-fact-removed = { $name } { $value } أُزيل
change-fact-redated = { $name } { $value }، الآن في { $date }
change-fact-undated = { $name } { $value }، الآن بلا تاريخ
change-fact-sources = { $name } { $value }، مصادر أخرى
change-more-facts =
    { $number ->
        [zero] لا حقائق أخرى
        [one] حقيقة أخرى
        [two] حقيقتان أخريان
        [few] { $number } حقائق أخرى
        [many] { $number } حقيقة أخرى
       *[other] { $number } حقيقة أخرى
    }
change-title = العنوان { $before } ← { $after }
change-summary = الملخص
change-takeaways = الخلاصات
change-questions = الأسئلة
change-sections =
    { $number ->
        [zero] لا أقسام
        [one] قسم واحد
        [two] قسمان
        [few] { $number } أقسام
        [many] { $number } قسمًا
       *[other] { $number } قسم
    }
change-sources =
    { $number ->
        [zero] لا مصادر
        [one] مصدر واحد
        [two] مصدران
        [few] { $number } مصادر
        [many] { $number } مصدرًا
       *[other] { $number } مصدر
    }
change-events-added =
    { $number ->
        [zero] لم يُضف حدث
        [one] أُضيف حدث
        [two] أُضيف حدثان
        [few] أُضيفت { $number } أحداث
        [many] أُضيف { $number } حدثًا
       *[other] أُضيف { $number } حدث
    }
change-events-removed =
    { $number ->
        [zero] لم يُزل حدث
        [one] أُزيل حدث
        [two] أُزيل حدثان
        [few] أُزيلت { $number } أحداث
        [many] أُزيل { $number } حدثًا
       *[other] أُزيل { $number } حدث
    }
change-events =
    { $number ->
        [zero] لا أحداث
        [one] حدث واحد
        [two] حدثان
        [few] { $number } أحداث
        [many] { $number } حدثًا
       *[other] { $number } حدث
    }
change-line-ends = نهايات الأسطر فقط
change-nothing-read = لا شيء مما يراه القراء
change-not-read = لا يمكن القول: إحداهما لا تُقرأ
change-between = من { $before } إلى { $after }
change-facts = الحقائق
change-text = النص
change-added = أُضيف:
change-removed = أُزيل:
change-end = نهاية
change-same =
    { $number ->
        [zero] لا فقرات كما كانت
        [one] فقرة كما كانت
        [two] فقرتان كما كانتا
        [few] { $number } فقرات كما كانت
        [many] { $number } فقرة كما كانت
       *[other] { $number } فقرة كما كانت
    }
change-bounded = كان أكثر من أن يُقارن كلمة كلمة، فتظهر بعض الفقرات كاملة.
revision-gone = لا مراجعة كهذه لهذه الصفحة فيما يُعرض. ربما كانت في سجل أُعيدت كتابته.
history-as-of = الصفحة حينها
# $name: a revision
history-up-to = حتى النسخة { $name }.
past-label = كما كانت
past-of-day = الصفحة كما كانت في نهاية هذا اليوم (بالتوقيت العالمي)، في النسخة
past-of-period = الصفحة كما كانت في نهاية هذه المدة (بالتوقيت العالمي)، في النسخة
past-of-revision = الصفحة في النسخة
past-left-out = ما يشير إلى هنا والصفحات ذات الصلة والأحداث لا تظهر: فهي من اليوم.
past-unread = ما يسبق النص لم يعد ممكنًا قراءته. كما كُتب:
past-present = الصفحة كما هي الآن
past-gone = لا توجد هذه الصفحة الآن.
past-since = ما تغيّر منذ ذلك
past-not-read = لا يمكن قراءة هذا الملف كصفحة. نصه:
past-to-come = لم ينته هذا اليوم بعد، فلا شيء يُعرض من نهايته.
past-not-yet = لم تكن هذه الصفحة موجودة حينها.
past-removed = لم تكن هذه الصفحة موجودة حينها: أُزيلت في { $date }.
past-removed-some-day = لم تكن هذه الصفحة موجودة حينها: كانت قد أُزيلت.
gone-on = أُزيلت هذه الصفحة في { $date }.
gone-some-day = أُزيلت هذه الصفحة.
gone-last = الصفحة كما كانت آخر مرة
change-steps = الخطوات
change-of-text = النص
log-lead = كل تغيير، الأحدث أولًا: من أجراه، ولماذا، وما الذي غيّره.
log-what = ماذا
log-where = في
log-who = بواسطة
log-all = كل شيء
log-all-pages = كل الصفحات
log-facts = الحقائق
log-events = الأحداث
log-sections = الأقسام
log-sources = المصادر
log-new = صفحات جديدة
log-removed = صفحات أُزيلت
log-moved = صفحات نُقلت
log-line-ends = أيضًا حيث تغيّرت نهايات الأسطر فقط
log-show = اعرض
log-none = لم يُسجَّل شيء من هذا النوع.
log-none-yet = لا شيء من هذا النوع بين أحدث التغييرات.
log-newest = الأحدث
log-feed = خلاصة هذه التغييرات
log-more =
    { $number ->
        [zero] ولا شيء آخر
        [one] وصفحة أخرى
        [two] وصفحتان أخريان
        [few] و{ $number } صفحات أخرى
        [many] و{ $number } صفحة أخرى
       *[other] و{ $number } صفحة أخرى
    }
log-more-still =
    { $number ->
        [zero] لم يبق شيء غير مدرج.
        [one] صفحة أخرى غير مدرجة.
        [two] صفحتان أخريان غير مدرجتين.
        [few] { $number } صفحات أخرى غير مدرجة.
        [many] { $number } صفحة أخرى غير مدرجة.
       *[other] { $number } صفحة أخرى غير مدرجة.
    }
# $name: a revision, with its day
whole-as-of = كل شيء كما كان في النسخة { $name }. لا يمكن تغيير شيء هنا.

## تغيير صفحة

edit = تحرير
improve-this-page = حسّن هذه الصفحة
# $name: عنوان الصفحة
edit-of = تحرير: { $name }
edit-text = نص الصفحة
edit-summary = ماذا غيّرت، ولماذا؟
edit-save = احفظ
edit-check = معاينة وفحص
edit-saved = حُفظ
edit-at-desk = أنت في المكتب.
edit-signed-out = يمكن للجميع قراءة هذه الصفحة. لتغييرها [سجّل الدخول] بمفتاح يعطيك إياه من يدير هذه التقويمة. من لا يحق له الكتابة هنا يرسل اقتراحًا، ويقرر محرر.
edit-signed-out-closed = يمكن للجميع قراءة هذه الصفحة. المحررون وحدهم يغيّرون هذه التقويمة: [سجّل الدخول] بمفتاح إن كنت منهم.
edit-or-report = هل فيها خطأ؟ [الإبلاغ عن خطأ] لا يحتاج إلى حساب.
# $name: من سجّل الدخول
edit-reads = سجّلت الدخول باسم { $name }، ولا يحق لك تغيير هذه الصفحة.
edit-read-only = لا يمكن تغيير هذه التقويمة هنا: إنها داخل البرنامج. ينشئ `almanac init --from-embedded DIR` نسخة يمكن تغييرها.
edit-sign-in-first = لم يُحفظ شيء لأنك لم تسجّل الدخول. نصك أدناه: سجّل الدخول في لسان آخر ثم أرسله مرة أخرى.
edit-not-permitted = لم يُحفظ شيء لأنه لا يحق لك الكتابة هنا. نصك أدناه.
edit-stale = لم يُحفظ شيء: تغيّرت الصفحة منذ بدأت، والنص الذي بدأت منه غير محفوظ، فلا يمكن بيان الفروق. يظهر النص الحالي أولًا ثم نصك تحته. انقل ما تحتاج إليه. ثم يضع الحفظ نصك مكانه.
edit-joined = لم يُحفظ شيء بعد: حفظ شخص آخر هذه الصفحة منذ بدأت. تغييراته وتغييراتك في مواضع مختلفة، والنص أدناه يضمهما معًا. راجعه ثم احفظه.
edit-disputed = لم يُحفظ شيء بعد: حفظ شخص آخر هذه الصفحة منذ بدأت، وغيّرتما معًا المواضع أدناه. ما غيّره أحدكما وحده مدموج. اختر في كل موضع ما يبقى أو اكتبه، ثم احفظ.
edit-changed = ما غيّره الآخر
# $number: the number of a line
edit-changed-line = السطر { $number }
edit-own-whole = نصك كاملًا كما أرسلته
edit-gone = لم يُحفظ شيء: لم تعد الصفحة موجودة. نصك أدناه.
edit-invalid = لم يُحفظ شيء لأن في النص أخطاء. إنه أدناه.
# $name: السبب
edit-refused = لم يُحفظ شيء: { $name }.
edit-clean = لا يجد المترجم ما يُصلَح.
edit-findings = ما وجده المترجم
edit-current = الصفحة كما هي الآن
edit-preview = معاينة
# $name: how long it would be
preview-too-long = لا تُعرض المعاينة، إذ يكون طولها { $name }: شيء في النص يتكرر كثيرًا جدًا. ومع ذلك يُفحص النص.
# $name: how large an image may be: 10 MB
edit-image-bound = قد يبلغ حجمها { $name }. يُزال من الملف أين التُقطت وبأي جهاز. تظهر في آخر النص ما لم يعرضها النص. إن رُفض شيء فاختر ملفها من جديد.
edit-image-file = الملف
edit-image-name = اسم الملف إن لم يكن اسمه الحالي
edit-touches-nothing = لا يمس صفحة أخرى.
# $pages: عدد الصفحات، $paths: عدد المسارات
edit-touches = يمس أيضًا { $pages } و{ $paths }.
# $what: صفحات أو مسارات وعددها
edit-touches-only = يمس أيضًا { $what }.
edit-pages =
    { $number ->
        [zero] لا صفحات
        [one] صفحة واحدة
        [two] صفحتين
        [few] { $number } صفحات
        [many] { $number } صفحة
       *[other] { $number } صفحة
    }
edit-paths =
    { $number ->
        [zero] لا مسارات
        [one] مسارًا واحدًا
        [two] مسارين
        [few] { $number } مسارات
        [many] { $number } مسارًا
       *[other] { $number } مسار
    }

## ما أُرسل ولم يُفعل به شيء

sent-back = لم يُرسل
sent-back-signed-out = لم يُفعل بهذا شيء، إذ لم تسجّل الدخول.
sent-back-not-permitted = لم يُفعل بهذا شيء، إذ ليس لك ذلك.
sent-back-other-site = لم يُفعل بهذا شيء، إذ جاء من صفحة في موقع آخر.
sent-back-not-there = لم يُفعل بهذا شيء، إذ ليس موضوعه هنا، أو لم يعد هنا.
sent-back-stale = لم يُفعل بهذا شيء، إذ تغيّر شيء منذ أن نظرت.
sent-back-too-long = لم يُفعل بهذا شيء، إذ هو أطول مما يُقبل هنا.
sent-back-too-many = لم يُفعل بهذا شيء، إذ جاء منك الكثير في وقت قصير. انتظر دقيقة.
sent-back-later = لم يُفعل بهذا شيء، إذ لا يمكن ذلك الآن. انتظر دقيقة.
sent-back-refused = لم يُفعل بهذا شيء.
sent-back-kept = ما كتبته أدناه، ويمكن إرساله مرة أخرى.
sent-back-images = أما الصورة فتُختار من جديد.
sent-back-nothing-written = يمكن إرساله مرة أخرى.
sent-back-in-the-browser = ما كتبته ما زال في متصفحك: ارجع صفحة واحدة إليه.
sent-back-words = ما كتبته
sent-back-sign-in = سجّل الدخول في لسان آخر
sent-back-now = انظر في لسان آخر كيف هو الآن
sent-back-again = أرسل مرة أخرى

## تسجيل الدخول

sign-in = تسجيل الدخول
sign-in-note = يسجّلك المفتاح. يعطيك إياه من يدير هذه التقويمة.
sign-in-why = القراءة لا تحتاج إلى مفتاح، ولا الإبلاغ عن خطأ.
sign-in-key = المفتاح
sign-in-wrong = لا أحد يملك هذا المفتاح هنا. تحقق من نسخه كاملًا.
# $name: السبب
sign-in-blocked = صاحب هذا المفتاح محظور هنا: { $name }
# $name: من
signed-in-as = سجّلت الدخول باسم { $name }.
signed-in = أنت مسجّل الدخول
# $name: a contributor
signed-in-writes = سجّلت الدخول باسم { $name }. ما تحفظه يُسجَّل في الحال.
# $name: a contributor
signed-in-reads = سجّلت الدخول باسم { $name }. هذا المفتاح للقراءة: لا يغيّر شيئًا.
signed-in-decides = وتقرر أيضًا في الاقتراحات والبلاغات.
signed-in-decides-not = لتقرر في الاقتراحات والبلاغات تحتاج إلى مفتاح نطاقه «review».
signed-in-at-desk = أنت في المكتب، حيث لا حاجة إلى تسجيل الدخول.
sign-out = تسجيل الخروج
sign-out-everywhere = تسجيل الخروج في كل مكان
sign-out-note = في كل مكان يعني كل المتصفحات التي سجّلت الدخول فيها.

## الاقتراحات

edit-propose = اقترح
# $name: من
edit-proposes = سجّلت الدخول باسم { $name }. ما ترسله اقتراح: يقرر محرر.
# $number: كم ينتظر
edit-waiting =
    { $number ->
        [zero] لا اقتراح ينتظر لهذه الصفحة.
        [one] ينتظر اقتراح واحد لهذه الصفحة.
        [two] ينتظر اقتراحان لهذه الصفحة.
        [few] تنتظر { $number } اقتراحات لهذه الصفحة.
        [many] ينتظر { $number } اقتراحًا لهذه الصفحة.
       *[other] ينتظر { $number } اقتراح لهذه الصفحة.
    }
# $name: رقم الاقتراح
edit-proposed = اقتُرح برقم { $name }
proposals = الاقتراحات
# What leads from one page of those who take part to the others.
work = المشاركة
work-session = جلستك
proposals-closed = تُعرض الاقتراحات لمن يشاركون: [سجّل الدخول] لتراها.
proposals-told = ما آلت إليه اقتراحاتك
proposals-waiting = تنتظر محررًا، الأقدم أولًا
proposals-decided = ما تقرر مؤخرًا
proposals-none = لا اقتراح ينتظر. ما يرسله من لا يحق له الكتابة هنا يصل إلى هذه الصفحة.
# $name: عنوان الصفحة
proposal-of = اقتراح: { $name }
proposal-open = مفتوح
proposal-waits-since-today = ينتظر منذ اليوم
proposal-waits =
    { $number ->
        [zero] ينتظر منذ اليوم
        [one] ينتظر منذ يوم
        [two] ينتظر منذ يومين
        [few] ينتظر منذ { $number } أيام
        [many] ينتظر منذ { $number } يومًا
       *[other] ينتظر منذ { $number } يوم
    }
proposal-accepted = مقبول
proposal-declined = مرفوض
proposal-withdrawn = مسحوب
proposal-stale = لم يحدث شيء: تغيّر الاقتراح أو التقويمة منذ أن نظرت. هكذا الحال الآن.
proposal-invalid = لم يحدث شيء: ستكون في التقويمة مع هذا الاقتراح أخطاء مذكورة أدناه.
proposal-not-permitted = لم يحدث شيء لأنه لا يحق لك أن تقرر هذا.
# $name: السبب
proposal-refused = لم يحدث شيء: { $name }.
proposal-errors = لا يمكن قبوله هكذا: ستكون في التقويمة الأخطاء أعلاه. ارفضه وقل ما يجب إصلاحه، أو انتظر اقتراحًا جديدًا.
proposal-reason = السبب:
# $name: who decided
proposal-reason-by = يقول { $name } السبب:
proposal-nothing = في التقويمة كل هذا بالفعل.
proposal-unread = لم يعد ما يغيّره معروضًا.
conflicts = غيّره الجانبان
proposal-conflicts = تغيّرت التقويمة في المواضع نفسها منذ هذا الاقتراح. ما غيّره جانب واحد فقط ضُمّ بالفعل. اختر في كل موضع ما يبقى، أو اكتبه. يبقى صاحب الاقتراح هو المؤلف.
proposal-conflicts-wait = تغيّرت التقويمة في المواضع نفسها منذ هذا الاقتراح. يختار محرر ما يبقى من الاثنين، أو يطلب اقتراحًا جديدًا.
conflict-in-editor = اجمع النصين في المحرر
conflict-place = الموضع { $number } من { $of }
conflict-take-standing = أبقِ ما هو قائم
conflict-take-proposed = خذ ما اقتُرح
conflict-take-own = خذ هذه الكلمات
conflict-own = الكلمات التي تبقى هنا
conflict-accept = اقبل بهذه الاختيارات
conflict-accept-text = اقبل بهذا النص
conflict-words = قل شيئًا عنه
conflict-nothing = لا شيء هنا.
conflict-no-file = لا يوجد ملف كهذا.
conflict-bytes =
    { $number ->
        [zero] ملف من { $number } بايت.
        [one] ملف من بايت واحد.
        [two] ملف من بايتين.
        [few] ملف من { $number } بايتات.
        [many] ملف من { $number } بايتًا.
       *[other] ملف من { $number } بايت.
    }
# $name: the number of a proposal
edit-resolves = يُجمع الاقتراح { $name } مع الصفحة كما هي الآن. لا يُسجَّل شيء قبل أن تقبل. [عودة إلى الاقتراح]
edit-resolves-plain = هذا يحتاج إلى برامج نصية. [في صفحة الاقتراح] يمكن اختيار كل موضع بدونها.
proposal-standing = كما هو الآن
proposal-proposed = كما اقتُرح
proposal-base = ما بدأ منه كلاهما
proposal-comments = ما قيل
proposal-words = قل شيئًا عنه (عند الرفض: لماذا)
proposal-accept = اقبل
proposal-decline = ارفض
proposal-withdraw = اسحب
proposal-comment = علّق

## البلاغات

report-mistake = بلّغ عن خطأ
report-note = لا يحتاج هذا إلى حساب. يقرؤه المحررون، ويجيبون بتغيير أو يتركونه. لا يُعرض على غيرهم، ويُحذف بعد 90 يومًا.
report-passage = أي كلمات (اتركه فارغًا للصفحة كلها)
report-words = ما الخطأ؟
report-address = عنوان بريدك إن كان لنا أن نسأل
report-send = أرسل
report-kept = شكرًا. يقرؤه المحررون من الآن. إن غيّروا الصفحة ذُكر ذلك في تاريخها.
# $name: the title of a page
report-back = العودة إلى { $name }
report-empty = لم يُرسل شيء: قل ما الخطأ.
report-full = لم يُحفظ شيء: بُلّغ اليوم عن الكثير حتى لا يستطيع المحررون قراءة المزيد. عد غدًا من فضلك. كلماتك أدناه.
reports = البلاغات
reports-closed = تُعرض البلاغات على المحررين: [سجّل الدخول] بمفتاح يقرر لتراها.
reports-none = لا بلاغ ينتظر. ما يراه القراء خطأً يصل إلى هذه الصفحة.
report-times =
    { $number ->
        [zero] لم يُقل
        [one] قيل مرة
        [two] قيل مرتين
        [few] قيل { $number } مرات
        [many] قيل { $number } مرة
       *[other] قيل { $number } مرة
    }
report-answer = أجب بتغيير
report-close = أغلق دون تغيير

## المشاركون

contributors = المشاركون
contributors-none = لا أحد لديه مفتاح بعد.
contributor-blocked = محظور
contributor-changes = تغييراته
contributor-why = لماذا؟ يبقى في السجل.
contributor-block = احظر
contributor-let-in = اسمح من جديد
role-reader = قارئ
role-writer = كاتب
role-editor = محرر
role-admin = مدير

## Taking back

undo = تراجع
undo-link = تراجع
undo-all = التراجع عن كل تغييراتهم
restore = استعادة
restore-link = استعادة هذا النص
restore-older = استعادة النص الأقدم
undo-of = تراجع: { $name }
restore-of = استعادة نص: { $name }
undo-all-of = التراجع عن كل تغييرات { $name }
undo-note = يُتراجع عمّا فعله هذا التغيير، ويبقى ما جاء بعده. وهكذا تصير الصفحة:
restore-note = تأخذ الصفحة نصها الكامل كما كان حينها. وما جاء بعده يذهب من الصفحة ويبقى في تاريخها.
undo-all-note = يُتراجع عن كل ما غيّروه بتغيير واحد. وتُزال الصفحات التي بدأوها. وما بنى عليه آخرون يُذكر ويبقى.
undo-nothing = لم يبقَ شيء للتراجع عنه.
restore-nothing = للصفحة هذا النص بالفعل.
undo-kept = ما يبقى كما هو
undo-files = ملفات أخرى
undo-others =
    { $number ->
        [zero] لم يمسّ التغيير ملفات أخرى.
        [one] مسّ التغيير ملفًا آخر، ويُتراجع عنه معه.
        [two] مسّ التغيير ملفين آخرين، ويُتراجع عنهما معه.
        [few] مسّ التغيير { $number } ملفات أخرى، ويُتراجع عنها معه.
        [many] مسّ التغيير { $number } ملفًا آخر، ويُتراجع عنها معه.
       *[other] مسّ التغيير { $number } ملف آخر، ويُتراجع عنها معه.
    }
undo-others-left =
    { $number ->
        [zero] لم يغيّر ملفات أخرى.
        [one] غيّر ملفًا آخر أيضًا، ويبقى كما هو.
        [two] غيّر ملفين آخرين أيضًا، ويبقيان كما هما.
        [few] غيّر { $number } ملفات أخرى أيضًا، وتبقى كما هي.
        [many] غيّر { $number } ملفًا آخر أيضًا، وتبقى كما هي.
       *[other] غيّر { $number } ملف آخر أيضًا، وتبقى كما هي.
    }
undo-page-only = لهذه الصفحة فقط
undo-revisions =
    { $number ->
        [zero] لا تغييرات
        [one] تغيير واحد
        [two] تغييران
        [few] { $number } تغييرات
        [many] { $number } تغييرًا
       *[other] { $number } تغيير
    }
undo-more = التغييرات أكثر مما يُتراجع عنه مرة واحدة. هذه أحدثها: عُد للبقية.
undo-summary = لماذا يُتراجع عنه؟
undo-stale = لم يُفعل شيء: تغيّر المحتوى منذ أن نظرت. وهكذا هو الآن.
undo-invalid = لم يُفعل شيء: ستكون هناك أخطاء، وهي مذكورة أدناه.
undo-not-permitted = لم يُفعل شيء، إذ ليس لك ذلك.
undo-signed-out = لم يُفعل شيء، إذ لم تسجّل الدخول.
kept-rewritten = تغيّر الموضع نفسه منذ ذلك.
kept-built-on = غيّر آخرون هذه الصفحة منذ بدئها.
kept-removed = أُزيلت الصفحة منذ ذلك.
kept-moved = صار للصفحة اسم آخر منذ ذلك.
kept-name-taken = لصفحة أخرى هذا الاسم الآن.
kept-no-content = لا يغيّر هذا الملف إلا من يشغّل الموقع.
kept-changed = كما تركه التغيير
kept-before = كما كان قبله

## Protecting

protect = حماية
protection = الحماية
protect-of = حماية: { $name }
protect-note = الصفحة المحمية يغيّرها المحررون. وما يرسله غيرهم اقتراح، مهما كان اسم الصفحة، في كل عمق ولغة، ولصورها أيضًا.
protect-now = هذه الصفحة محمية.
protect-none = هذه الصفحة غير محمية.
protect-until = حتى (اتركه إن لم تكن لها نهاية)
protect-up-to = حتى
protect-active = سارية
protect-over = انتهت
protect-end = إنهاء الحماية
protect-no-reason = لم يُفعل شيء: اذكر السبب.
protect-bad-day = لم يُفعل شيء: اذكر يومًا لم يأتِ بعد.
protect-not-permitted = لم يُفعل شيء: المحررون وحدهم يحمون الصفحات.
edit-protected = هذه الصفحة محمية ({ $name }). يغيّرها المحررون؛ وما يرسله غيرهم اقتراح.

## A new page

new-page = صفحة جديدة
new-title = ما اسمها؟
new-kind = ما هي؟
new-begin = ابدأ
new-taken = هناك صفحة بهذا الاسم:
new-no-name = لا يمكن صنع عنوان من هذا الاسم: أعطه حروفًا أو أرقامًا.
new-no-kind = لا يوجد هذا النوع من الصفحات هنا.

## Searches that found nothing

missed-searches = عمليات بحث بلا نتيجة
missed-note = بحث خمسة قرّاء أو أكثر عن هذه الكلمات، ولا نتيجة لها بعد.
missed-none = لم يبحث خمسة قرّاء أو أكثر عن كلمات بلا نتيجة.
missed-not-counted = لا تُعدّ هنا: `count_misses` في `almanac.toml` يجعلها تُعدّ.
missed-closed = هذه الكلمات للمحررين: [سجّل الدخول] بمفتاح يقرّر لتراها.
