"""Addresses where editors follow and steer mailings to many."""

from django.urls import path

from woonoverlast.mail.views import mailings

app_name = "mailings"
urlpatterns = [
    path("", mailings.mailings, name="mailings"),
    path("<int:pk>/", mailings.mailing, name="mailing"),
    path("<int:pk>/ontvangers/", mailings.recipients, name="recipients"),
    path("<int:pk>/ontvangers.csv", mailings.recipients_csv, name="recipients_csv"),
    path("<int:pk>/stilstand/", mailings.standstill, name="standstill"),
    path("<int:pk>/hervatting/", mailings.resumption, name="resumption"),
    path("<int:pk>/einde/", mailings.stop, name="stop"),
    path("<int:pk>/ontvangers/<int:recipient>/opnieuw/", mailings.second_try, name="second_try"),
]
