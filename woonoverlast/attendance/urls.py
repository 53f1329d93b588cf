"""Addresses of the day itself and of what comes after; they stand among those of the agenda."""

from django.urls import path

from woonoverlast.attendance.views import after, check_in, evaluation, learning, own_day, tracks

app_name = "attendance"
urlpatterns = [
    path("mijn/", learning.mine, name="mine"),
    path("mijn/certificaten/<int:pk>.pdf", learning.own_certificate, name="own_certificate"),
    path("certificaat/<str:code>/", learning.certificate, name="certificate"),
    path("inchecken/<str:code>/", check_in.badge_reading, name="badge_reading"),
    path("<int:pk>/inchecken/", check_in.check_in, name="check_in"),
    path("<int:pk>/inchecken/aankomst/", check_in.arrival, name="arrival"),
    path("<int:pk>/inchecken/terug/", check_in.taking_back, name="taking_back"),
    path("<int:pk>/inchecken/aan-de-deur/", check_in.walk_in, name="walk_in"),
    path("<int:pk>/inchecken/scans/", check_in.sync, name="scans"),
    path("<int:pk>/inchecken/zonder-verbinding.js", check_in.worker, name="check_in_worker"),
    path("<int:pk>/inchecken/scherm/", check_in.screen, name="screen"),
    path("<int:pk>/inchecken/scherm/code.svg", check_in.screen_picture, name="screen_picture"),
    path("<int:pk>/ik-ben-er/", own_day.self_check_in, name="self_check_in"),
    path("<int:pk>/na-afloop/", after.afterwards, name="afterwards"),
    path("<int:pk>/na-afloop/materiaal/", after.new_material, name="new_material"),
    path("<int:pk>/na-afloop/vraag/", after.new_question, name="new_question"),
    path("<int:pk>/na-afloop/evaluatie/", after.report, name="report"),
    path("<int:pk>/na-afloop/certificaten/", after.certificates, name="certificates"),
    path("materiaal/<int:pk>/", after.material, name="material"),
    path("materiaal/<int:pk>/wijzigen/", after.change_material, name="change_material"),
    path("materiaal/<int:pk>/weg/", after.material_removal, name="material_removal"),
    path("vragen/<int:pk>/werd/", after.question_became, name="question_became"),
    path("vragen/<int:pk>/weg/", after.raised_question_removal, name="raised_question_removal"),
    path("certificaten/<int:pk>/intrekken/", after.withdrawal, name="withdrawal"),
    path("plaats/<str:token>/badge/", own_day.badge, name="badge"),
    path("plaats/<str:token>/badge/code.svg", own_day.badge_picture, name="badge_picture"),
    path("plaats/<str:token>/ik-ben-er/", own_day.guest_check_in, name="guest_check_in"),
    path("plaats/<str:token>/evaluatie/", evaluation.evaluation, name="evaluation"),
    path("plaats/<str:token>/certificaat/", learning.certificate_of_place, name="certificate_of_place"),
    path("leerlijnen/", tracks.tracks, name="tracks"),
    path("leerlijnen/nieuw/", tracks.new_track, name="new_track"),
    path("leerlijnen/<slug:slug>/", tracks.track, name="track"),
    path("leerlijnen/<slug:slug>/certificaat/", tracks.track_certificate, name="track_certificate"),
    path("leerlijnen/<slug:slug>/wijzigen/", tracks.change_track, name="change_track"),
    path("leerlijnen/<slug:slug>/onderdelen/", tracks.new_item, name="new_item"),
    path("leerlijnen/<slug:slug>/onderdelen/<int:pk>/", tracks.change_item, name="change_item"),
    path("leerlijnen/<slug:slug>/onderdelen/<int:pk>/weg/", tracks.item_removal, name="item_removal"),
]
