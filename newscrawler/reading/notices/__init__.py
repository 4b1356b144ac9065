"""Pages that are served in place of an article: recognised, named, and never stored as one.

A mark alone proves nothing, for sites write about Cloudflare, "404" and works on their sites too. So a mark (a header,
a headline, a sentence, an element) is weighed against what the page holds: running text, a date, the word of its head
that it is an article. `phrases` knows the words, `contents` weighs, `defences` knows the systems that ask for proof of
a human, `login` the forms and addresses of a login; `recognition` asks them in turn.
"""

from newscrawler.reading.notices.login import leads_to_login
from newscrawler.reading.notices.notice import Notice, Reason
from newscrawler.reading.notices.recognition import recognise

__all__ = ["Notice", "Reason", "leads_to_login", "recognise"]
