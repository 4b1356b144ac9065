"""Phrases of notices, by reason: one regular expression a line, over the whole of a headline or sentence, folded."""

from collections.abc import Mapping
from typing import Final

from newscrawler.reading.notices.notice import Reason

_THIS_AZ = (
    r"(?:sizin )?(?:axtar\w+|sorğu\w*(?: etdiyiniz)?|(?:baxmaq )?istədiyiniz|daxil \w+|müraciət etdiyiniz|göstər\w+|"
    r"bu|belə|belə bir|həmin)"
)
_IT_AZ = (
    rf"(?:{_THIS_AZ} (?:ünvan(?:da|lı) |adda )?)?"
    r"(?:veb )?(?:səhifə|xəbər|material|məqalə|yazı|məzmun|link|keçid|ünvan)(?:lər)?"
)
_BY_AZ = r"(?:(?:arxivdən|saytdan|bazadan|saytımızdan|(?:redaksiya|müəllif|administrator) tərəfindən) )*"
_GONE_AZ = r"(?:tapıl\w*m(?:adı|ayıb|amışdır|ır)|tapıla bilmədi|(?:artıq )?(?:mövcud deyil(?:dir)?|yoxdur))"
_CUT_AZ = rf"(?:artıq )?{_BY_AZ}(?:silin(?:ib|mişdir|di|miş)|çıxarıl(?:ıb|mışdır)|götürülüb|yığışdırılıb|ləğv edilib)"
_IT_RU = (
    r"(?:(?:запрашиваем|запрошенн|иском|данн|так|эт|указанн)\w+(?: вами)? )?"
    r"(?:страниц|новост|стать|публикаци|запис|материал|документ)\w*"
)
_GONE_RU = r"(?:(?:была |был |больше )?не (?:найден\w?|существует|доступ(?:ен|на)|обнаружен\w?)|отсутствует)"
_CUT_RU = r"(?:была |был )?(?:(?:удал|перемещ)[её]н\w?|снят\w? с публикации)(?: из архива| с сайта| автором)*"
_YOU_EN = r"(?: (?:that )?you(?:.re| are| were)? (?:looking for|requested|trying to (?:view|reach|access)))?"
_IT_EN = (
    r"(?:the |this |that )?(?:requested )?(?:page|article|story|post|content|news(?: item)?|document|url|resource)"
    + _YOU_EN
)
_GONE_EN = (
    r"(?:(?:was |is |could |can |does )?(?:not|can.?not|(?:ca|could|does|is|was)n.t) (?:be )?(?:found|exist|available)|"
    r"no longer exists|is no longer available)"
)
_SITE_AZ = r"(?:bu )?(?:veb-?|internet )?(?:sayt|portal)(?:ımız)?"
_NOW_AZ = r"(?:hazırda|hal[- ]hazırda|bu anda|müvəqqəti(?: olaraq)?|planlı)"
_DUE_AZ = r"(?:texniki )?(?:səbəb\w+(?: görə)?|iş\w+ (?:görə|əlaqədar)|nasazlığa görə|problem\w+ görə)"
_AT_AZ = r"(?:(?:veb-?)?(?:sayt|portal|server|sistem|səhifə)\w*d[əa])"
_WORKS_AZ = r"(?:(?:texniki|profilaktik\w*|təmir|bərpa|yenilə\w+|təmir-bərpa|xidmət) (?:və )?)+iş(?:i|lər|ləri)"
_WORKS_RU = r"(?:(?:технически|профилактически|регламентны|ремонтны|плановы|сервисны)[ехй] (?:и )?)+работы"
_SITE_EN = r"(?:(?:the |this |our )?(?:web ?)?site|we|[\w.-]+)(?:.re| is| are)?"
_WORKS_EN = (
    r"(?:under|down for|undergoing|closed for|offline for) (?:\w+ )?"
    r"(?:maintenance|construction|reconstruction|upgrade|development)(?: mode)?"
)
_LAID_RU = (
    r"(?:не работает|недоступен|закрыт|отключ[её]н|в разработке|приостановлен|обновляется|находится (?:на|в) .{3,40}|"
    r"на (?:реконструкции|обслуживании|ремонте|стадии \w+))"
)
_OFF_AZ = r"(?:işləmir|fəaliyyət göstərmir|əlçatan deyil|əlçatmazdır)"
_DOOR_AZ = r"(?:(?:sistemə|sayta|hesabınıza) )?(?:daxil ol(?:un|malısınız)|giriş edin|qeydiyyatdan keçin)"
_DOOR_RU = r"(?:необходимо |нужно |требуется )?(?:войти|войдите|авториз\w+|зарегистрир\w+)"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


PLAIN: Final[Mapping[Reason, tuple[str, ...]]] = {
    "challenge": _lines(r"""
        just a moment(?:, please)?|(?:please )?wait while we (?:verify|check) .{3,40}
        one moment|un momento|un instant|(?:nur )?einen moment
        (?:bir dəqiqə|bir dakika|bir an)(?: gözləyin| lütf[eə]n)?
        один момент|одну минуту|подождите(?: немного| минуту)?
        (?:please )?(?:verify|verifying|confirm|prove)(?: that)? you are (?:a )?(?:human|not a (?:ro)?bot)\b.{0,80}
        making sure you.re not a bot|(?:i.m|i am) not a robot|[\w ]{0,20}security checkpoint|client challenge|captcha
        are you (?:a )?(?:human|robot)|human verification|security (?:check|verification)|robot check
        (?:one more step|(?:please )?complete the (?:security check|captcha)|please solve (?:this|the) captcha).*
        (?:we are )?checking (?:your browser|if the site connection is secure).*
        (?:please )?enable (?:javascript and cookies|js and disable any ad blocker|cookies)(?: to continue)?
        ddos(?:-| )(?:guard|protection).*|защита от ddos.*|[\w.-]+ needs to review the security of your connection.*
        performing security verification|verification successful.*
        (?:this )?request (?:unsuccessful|(?:was )?blocked)\b.*
        robot olmadığınızı (?:təsdiq edin|təsdiqləyin|sübut edin)|(?:siz )?robot deyilsiniz(?:mi)?|mən robot deyiləm
        robot deyilsinizsə.{0,40}|ip ünvanınız \w+|(?:ваш )?ip(?:-адрес)? (?:был )?заблокирован|ваш браузер проверяется
        your (?:ip(?: address)?|access(?: to this \w+)?) has been (?:blocked|limited|banned|denied)
        403 (?:- )?forbidden
        you (?:are unable to access .{3,60}|have been rate limited|are being rate limited)
        brauzer\w* yoxlanıl\w*.*|insan olduğunuzu (?:təsdiq edin|təsdiqləyin)|təhlükəsizlik yoxlaması
        giriş\w* məhdudlaşdırılıb
        (?:пожалуйста, )?подтвердите, что (?:вы (?:не робот|человек)|запросы отправляли (?:именно )?вы.*)
        (?:проверяем, что )?вы (?:не )?робот|я не робот
        (?:ид[её]т )?(?:проверка|проверяем) (?:вашего |ваш )?браузера?\b.*|проверка безопасности
        access (?:to this (?:page|site|resource) )?(?:has been |is )*(?:denied|blocked|restricted)(?: because .*)?
        (?:sorry, )?you have been blocked|pardon our interruption|too many requests
        доступ (?:к \w+ )?(?:временно )?(?:запрещ[её]н|ограничен|заблокирован)|(?:sayta )?giriş qadağandır
        press (?:&|and) hold to confirm.*|.*unusual traffic from your (?:computer )?network.*
    """),
    "login": _lines(rf"""
        (?:bu )?(?:səhifə|xəbər|material|məqalə|sayt|bölmə|davam)\w*(?: \w+){{0,3}} üçün {_DOOR_AZ}
        (?:войдите|авторизуйтесь|зарегистрируйтесь),? чтобы (?:продолжить|увидеть|прочитать)[\w ]*
        (?:чтобы продолжить|для (?:продолжения|просмотра|доступа))[\w ]*,? {_DOOR_RU}[\w ]*
        (?:you (?:must|need to|have to) |please )?(?:be )?(?:log|sign)\w*[ -]?in to (?:continue|view|read|access)[\w ]*
    """),
    "maintenance": _lines(rf"""
        (?:{_NOW_AZ} )?{_AT_AZ}(?: {_NOW_AZ})? {_WORKS_AZ}(?: (?:aparılır|gedir|görülür|davam edir))?.{{0,40}}
        (?:.{{0,150}} (?:əlaqədar|görə|üçün) )?{_SITE_AZ}(?: {_NOW_AZ}| {_DUE_AZ})* {_OFF_AZ}
        {_SITE_AZ}(?: {_NOW_AZ}| {_DUE_AZ})* (?:bağlıdır|bağlanıb|dayandırılıb|fəaliyyətini dayandırıb|xidmətdə deyil)
        {_SITE_AZ}(?: hazırda| tezliklə)? (?:təmirdədir|yenilənir|hazırlanır|təmir olunur|tikilir|yenidən qurulur)
        {_SITE_AZ}(?: hazırda)? \w+ mərhələsindədir
        {_SITE_AZ} bərpa olunur|saytın fəaliyyəti (?:\w+ )?(?:dayandırılıb|bərpa olunur)
        (?:hostinq|domen)\w* müddəti \w+
        {_AT_AZ} texniki işlər aparıldığı.{{0,80}}
        (?:yeni )?{_SITE_AZ} tezliklə (?:açılacaq|fəaliyyətə başlayacaq|istifadəyə veriləcək)
        tezliklə (?:yenidən )?(?:sizinlə\w*|qayıdacağıq|qayıdırıq|xidmətinizdə\w*|burada|açılırıq|açılış)(?: olacağıq)?
        (?:на \w+ )?(?:сейчас |временно )?(?:ведутся|проводятся|идут|выполняются) {_WORKS_RU}.{{0,60}}
        (?:технические|профилактические) работы на (?:сайте|сервере|портале)
        (?:на )?(?:техническо\w+|профилактическо\w+) (?:обслуживани\w+|перерыв\w*) сайта
        (?:наш |этот )?(?:веб-)?(?:сайт|портал|ресурс)(?: сейчас| временно)* {_LAID_RU}(?: .{{1,40}})?
        (?:наш |этот )?сайт скоро (?:заработает|откроется|верн[её]тся)
        {_SITE_EN} (?:currently |temporarily )?{_WORKS_EN}.{{0,60}}
        {_WORKS_EN}
        (?:we.ll|we will|will) be (?:right )?back (?:soon|shortly|online .*)|be right back|maintenance mode
        (?:scheduled|planned|site) maintenance
        (?:the |this |our )?(?:web ?)?(?:site|service|server) (?:is )?(?:\w+ )?(?:unavailable|offline|down)
        (?:our |the )?(?:new )?(?:web ?)?site (?:is )?coming soon|future home of .*
        (?:this |the |your )?(?:account|website) (?:has been |is )?suspended
        (?:ваш |этот )?(?:(?:хостинг-?)?аккаунт|хостинг|сайт) (?:был |временно )*(?:заблокирован|приостановлен).{{0,60}}
        (?:bu )?(?:hesab|sayt|domen)\w* (?:hostinq tərəfindən )?(?:dayandırılıb|bloklanıb|satılır|satışdadır)
        (?:[\w.-]+ )?domen\w* (?:satılır|satışdadır|(?:müddəti|vaxtı) (?:bitib|başa çatıb))
        (?:this |the )?domain(?: name)? (?:[\w.-]+ )?(?:is|has|may be) (?:for sale|parked|expired|suspended)\b.{{0,80}}
        [\w-]+(?:\.[\w-]+)+ (?:is for sale|is parked.*|has expired|domain is for sale|прода[её]тся|satılır)
        buy this domain.*
        (?:этот )?домен (?:[\w.-]+ )?(?:прода[её]тся|припаркован|не делегирован|не прилинкован)\b.{{0,60}}
        срок (?:регистрации|действия|оплаты) домена.{{0,40}}(?:ист[её]к|законч\w+)
        internal server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|runtime error
        database (?:connection )?(?:error|failed)|.*max_user_connections.*|error: could not connect to .*
        (?:.{{0,40}})?too many connections
        (?:could not|unable to) connect to (?:the )?(?:mysql|database).*
    """),
    "gone": _lines(rf"""
        {_IT_AZ} (?:{_GONE_AZ}|{_CUT_AZ})
        {_IT_AZ}(?:nin|in)? ünvanı (?:dəyişib|dəyişdirilib|səhvdir|yanlışdır)
        (?:http )?(?:xəta|xəta kodu|səhv|ошибка|error|status)(?: №)?:? ?404
        404:?(?: -)? ?(?:xəta|xətası|səhv|ошибка|error|not found)
        {_IT_RU}(?: с (?:таким|данным|указанным) адресом)?(?: на (?:нашем )?сайте)? (?:{_GONE_RU}|{_CUT_RU})
        (?:{_GONE_RU}|{_CUT_RU}) {_IT_RU}|такой страницы нет|ничего не найдено
        {_IT_EN}(?: on this (?:server|site))? (?:{_GONE_EN}|(?:has been |was )(?:removed|deleted))(?: on this server)?
        (?:we )?(?:can.t|cannot|could not|couldn.t) find (?:that|the|this) page.*|nothing (?:was )?found(?: here)?
        404:? {_IT_RU} {_GONE_RU}|404:? {_IT_AZ} {_GONE_AZ}|(?:http|status|код) ?404|404[ -]+(?:tapılmadı|не найдено)
        (?:404 )?(?:file |object |page )?not found(?: [(]?404[)]?)?
        that page can.t be found|there is no such (?:page|article)
    """),
}
"""What says outright what the page is; a short news item may have it for a headline."""

MACHINE: Final[Mapping[Reason, tuple[str, ...]]] = {
    "challenge": _lines(r"""
        attention required! ?(?:\| ?cloudflare)?|.*used cloudflare to restrict access.*|sucuri website firewall.*
        .*incapsula incident id.*|.*errors\.edgesuite\.net.*|(?:you have been |.*)blocked by stackpath.*
        error (?:code: ?)?10(?:0[5-9]|1[0-5]|20).{0,40}|.*the requested url was rejected\. please consult.*
        (?:access denied )?you don.t have permission to access .{1,200}
    """),
    "maintenance": _lines(r"""
        (?:http )?(?:error )?50\d:? (?:(?:internal )?server error|bad gateway|service .*unavailable|gateway time-?out)
        (?:error )?50\d (?:backend fetch failed|[a-z -]+(?:nginx|cloudflare|varnish|apache))
        guru meditation|500 [|-] server error
        http error 50[0-9].*|error code: ?(?:5[0-3]\d|1016)|origin dns error
        (?:.{1,80} )?5(?:2\d|30): .{5,60}|web server is (?:down|returning an unknown error)
        error establishing a database connection|sqlstate\[.*|(?:php )?(?:fatal|parse) error: .*
        warning: (?:mysqli?|pdo|pg)_?.*|you have an error in your sql syntax\b.*
        unknown column '.*|table '.*' doesn.t exist.*
        whoops,? looks like something went wrong|server error in '.*' application|bandwidth limit exceeded
        application error(?:: a .*)?
        briefly unavailable for scheduled maintenance.*|there has been a critical error on (?:this|your) website.*
        welcome to (?:nginx|openresty|centos|caddy)\b.*|(?:apache )?http server test page.*|test page for .*
        apache\d? .*default page.*|iis ?(?:windows|\d).*|index of /.*
        (?:domain )?default (?:plesk )?(?:web ?site )?page
        web server.s default page|default (?:web site|server|parallels plesk).*page
    """),
}
"""What a server or a host prints by itself."""

FAINT: Final[Mapping[Reason, tuple[str, ...]]] = {
    "maintenance": _lines(r"""
        tezliklə|coming soon|скоро|скоро открытие|maintenance|under construction
        texniki (?:işlər|fasilə|problem|nasazlıq|xidmət)|технические работы|(?:технический )?перерыв
        server error|it works|suspended|site offline|domain for sale|parked domain
    """),
    "gone": ("404|410|xəta|ошибка|error|not found|səhv|tapılmadı|не найдено|(?:xəta|ошибка|error) baş verdi",),
}
"""What is a notice only as the title or headline of a page that holds nothing else."""
