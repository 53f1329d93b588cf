"""Addresses of the forum. The slug of a theme comes last: every other first part is taken before it."""

from django.urls import path

from woonoverlast.forum.views import bookmarks, drafts, feeds, reactions, reading, writing

app_name = "forum"
urlpatterns = [
    path("", reading.themes, name="themes"),
    path("alles-gelezen/", reading.all_read, name="all_read"),
    path("nieuw/", writing.new_topic, name="new_topic"),
    path("vergelijkbaar/", writing.similar_topics, name="similar"),
    path("noem/", writing.mentions, name="mentions"),
    path("bewaard/", bookmarks.bookmarks, name="bookmarks"),
    path("concepten/", drafts.drafts, name="drafts"),
    path("concepten/bewaren/", drafts.draft, name="draft"),
    path("concepten/<int:pk>/weg/", drafts.draft_removal, name="draft_removal"),
    path("bijlagen/<int:pk>/", bookmarks.attachment, name="attachment"),
    path("bijlagen/<int:pk>/weg/", bookmarks.attachment_removal, name="attachment_removal"),
    path("nieuw.atom", feeds.public, name="feed"),
    path("feed/", feeds.my_feed, name="my_feed"),
    path("feed/<str:token>/nieuw.atom", feeds.private, name="private_feed"),
    path("onderwerp/<int:pk>/", reading.topic, name="topic"),
    path("onderwerp/<int:pk>/ongelezen/", reading.first_unread, name="first_unread"),
    path("onderwerp/<int:pk>/gelezen/", reading.read_mark, name="read_mark"),
    path("onderwerp/<int:pk>/reageren/", writing.reply, name="reply"),
    path("onderwerp/<int:pk>/wij-ook/", reactions.me_too, name="me_too"),
    path("onderwerp/<int:pk>/gevonden/", drafts.found_answer, name="found_answer"),
    path("onderwerp/<int:pk>/opgelost/", reactions.resolution, name="resolution"),
    path("onderwerp/<int:pk>/volgen/", reactions.topic_level, name="topic_level"),
    path("reactie/<int:pk>/", reading.post, name="post"),
    path("reactie/<int:pk>/wijzigen/", writing.edit_post, name="edit_post"),
    path("reactie/<int:pk>/geschiedenis/", reactions.post_history, name="history"),
    path("reactie/<int:pk>/geschiedenis/<int:version>/wissen/", reactions.version_clearing, name="version_clearing"),
    path("reactie/<int:pk>/weghalen/", reactions.removal, name="removal"),
    path("reactie/<int:pk>/nuttig/", reactions.useful, name="useful"),
    path("reactie/<int:pk>/beste-antwoord/", reactions.acceptance, name="acceptance"),
    path("reactie/<int:pk>/bewaren/", bookmarks.bookmark, name="bookmark"),
    path("reactie/<int:pk>/bewaard-weg/", bookmarks.bookmark_removal, name="bookmark_removal"),
    # Themes are last.
    path("<slug:slug>/volgen/", reactions.theme_level, name="theme_level"),
    path("<slug:slug>/nieuw.atom", feeds.theme, name="theme_feed"),
    path("<slug:slug>/", reading.theme, name="theme"),
]
