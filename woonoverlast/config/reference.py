"""The plain view that the benchmarks compare with: one indexed query and a template of 50 rows."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_safe

from woonoverlast.people.models import Person
from woonoverlast.web.access import Level, access

ROWS = """<!doctype html><html lang="nl"><title>IJkpunt</title><table>{% for person in people %}
<tr><td>{{ person.pk }}</td><td>{{ person.discipline }}</td><td>{{ person.created_at|date:"j F Y" }}</td></tr>
{% endfor %}</table></html>"""
TEMPLATE = engines["django"].from_string(ROWS)


@access(Level.PUBLIC)
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """No names or addresses: only numbers, kinds and dates."""
    people = Person.objects.living().order_by("pk").only("pk", "discipline", "created_at")[:50]
    return HttpResponse(TEMPLATE.render({"people": people}, request))


urlpatterns = [path("", reference, name="reference")]
