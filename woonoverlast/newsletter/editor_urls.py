"""Addresses where editors write and send editions."""

from django.urls import path

from woonoverlast.newsletter.views import blocks, checking, editions, sending

app_name = "editions"
urlpatterns = [
    path("", editions.editions, name="editions"),
    path("nieuw/", editions.new_edition, name="new_edition"),
    path("<int:pk>/", editions.edition, name="edition"),
    path("<int:pk>/items/", editions.pick_items, name="items"),
    path("<int:pk>/tekst/", blocks.new_text, name="new_text"),
    path("<int:pk>/blok/<int:block_pk>/", blocks.block, name="block"),
    path("<int:pk>/blok/<int:block_pk>/weg/", blocks.block_removal, name="block_removal"),
    path("<int:pk>/voorbeeld/", checking.preview, name="preview"),
    path("<int:pk>/voorbeeld/opmaak/", checking.preview_as_html, name="preview_as_html"),
    path("<int:pk>/proef/", checking.test_mail, name="test_mail"),
    path("<int:pk>/ontvangers/", sending.recipients, name="recipients"),
    path("<int:pk>/controle/", checking.preflight_page, name="preflight"),
    path("<int:pk>/versturen/", sending.send, name="send"),
    path("<int:pk>/terug/", sending.taking_back, name="taking_back"),
    path("<int:pk>/correctie/", editions.correction, name="correction"),
    path("<int:pk>/weg/", editions.removal, name="removal"),
]
