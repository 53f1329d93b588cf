"""The forum: themes, topics, posts and what people say and do about them."""

from woonoverlast.forum.models.answers import Acceptance, MeToo, Resolution, Useful
from woonoverlast.forum.models.moderation import Lock, Move, Sanction
from woonoverlast.forum.models.reading import Bookmark, FeedKey, Reader, ReadMark
from woonoverlast.forum.models.themes import Theme, moderates, reads_everything
from woonoverlast.forum.models.topics import (
    POSTS_PER_PAGE,
    Attachment,
    Draft,
    Kind,
    Mention,
    Post,
    Purge,
    Revision,
    Topic,
    Withholding,
)

__all__ = [
    "POSTS_PER_PAGE",
    "Acceptance",
    "Attachment",
    "Bookmark",
    "Draft",
    "FeedKey",
    "Kind",
    "Lock",
    "MeToo",
    "Mention",
    "Move",
    "Post",
    "Purge",
    "ReadMark",
    "Reader",
    "Resolution",
    "Revision",
    "Sanction",
    "Theme",
    "Topic",
    "Useful",
    "Withholding",
    "moderates",
    "reads_everything",
]
