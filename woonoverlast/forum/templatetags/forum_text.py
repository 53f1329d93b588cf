"""The text of a post in templates, as the reader gets it."""

from django import template
from django.contrib.auth.models import AnonymousUser

from woonoverlast.forum import quoting
from woonoverlast.forum.models import Post
from woonoverlast.people.models import Person

register = template.Library()


@register.filter
def words_for(post: Post, user: Person | AnonymousUser) -> str:
    return quoting.words_for(user, post)
