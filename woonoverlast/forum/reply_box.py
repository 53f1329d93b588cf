"""The box to answer in, under every topic. The empty one is made once, because forms are the dearest part of the page;
what belongs to one person, topic or request is put in each time."""

from functools import lru_cache
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from woonoverlast.forum.forms.writing import ReplyForm
from woonoverlast.forum.models import Topic
from woonoverlast.people.models import Person

TEMPLATE = "forum/reply_form.html"
# Stand where a value of this one request comes.
TOPIC, OWNER = 900_000_000_000_001, 900_000_000_000_002
KEY = UUID("5f0c7d8e-3f1b-4b8e-9a55-0d7f3c2b1a90")
TOKEN = "plaats-voor-het-token"  # noqa: S105 no secret: the place of one


def filled_box(request: HttpRequest, topic: Topic, form: ReplyForm) -> SafeString:
    return render_to_string(TEMPLATE, {"form": form, "topic": topic}, request)


def empty_box(request: HttpRequest, topic: Topic, by: Person) -> SafeString:
    values = {str(TOPIC): str(topic.pk), str(OWNER): str(by.pk), str(KEY): str(uuid4()), TOKEN: get_token(request)}
    html: str = made_once()
    for place, value in values.items():
        html = html.replace(place, value)
    return SafeString(html)


@lru_cache(maxsize=1)
def made_once() -> str:
    nobody = Person(pk=OWNER)
    form = ReplyForm(by=nobody, topic_id=TOPIC, initial={"form_key": KEY})
    return render_to_string(TEMPLATE, {"form": form, "topic": Topic(pk=TOPIC), "user": nobody, "csrf_token": TOKEN})
