"""Addresses of the national targets."""

from django.urls import path

from woonoverlast.targets.views import downloads, municipalities, targets

app_name = "targets"
urlpatterns = [
    path("", targets.index, name="index"),
    path("<slug:slug>/", targets.cycle, name="cycle"),
    path("<slug:slug>/<int:number>/", targets.target, name="target"),
    path("<slug:slug>/<int:number>/cijfers.csv", downloads.figures, name="download"),
    path("<slug:slug>/<int:number>/gemeenten/", municipalities.municipalities, name="municipalities"),
    path("<slug:slug>/<int:number>/gemeenten.csv", downloads.municipalities, name="municipalities_csv"),
]
