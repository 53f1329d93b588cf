"""What is known for and against somebody who wants to join, for who decides. Facts only; a person decides."""

from typing import NamedTuple

from woonoverlast.people import mail_domains
from woonoverlast.people.models import Application, Invitation, MailDomain, Membership, Organisation


class Fact(NamedTuple):
    speaks_for: bool
    text: str


def facts(application: Application) -> list[Fact]:
    """What speaks for comes first."""
    found = [*about_address(application), *about_invitations(application), *about_organisation(application)]
    return sorted(found, key=lambda fact: not fact.speaks_for)


def domain_of(application: Application) -> str:
    return application.person.email.rpartition("@")[2].lower()


def about_address(application: Application) -> list[Fact]:
    domain, organisation = domain_of(application), application.organisation
    if mail_domains.problem_with(domain):
        return [Fact(False, f"Adressen op @{domain} kan iedereen maken. Dit adres bewijst niet waar iemand werkt.")]
    owner = Organisation.objects.filter(domains__domain=domain, ended_on=None).exclude(pk=organisation.pk).first()
    if owner:
        return [Fact(False, f"Adressen op @{domain} horen bij {owner}, niet bij {organisation}.")]
    members = Membership.objects.active().filter(organisation=organisation, person__email__endswith=f"@{domain}")
    if number := members.exclude(person=application.person).values("person").distinct().count():
        text = "1 ander lid" if number == 1 else f"{number} andere leden"
        return [
            Fact(True, f"{text} van {organisation} {'heeft' if number == 1 else 'hebben'} ook een adres op @{domain}.")
        ]
    known = MailDomain.objects.filter(organisation=organisation).order_by("domain").values_list("domain", flat=True)
    if known:
        return [
            Fact(
                False, f"{organisation} gebruikt {', '.join(f'@{name}' for name in known)}. Dit adres is op @{domain}."
            )
        ]
    return [Fact(False, f"Niemand van {organisation} heeft nog een adres op @{domain}.")]


def about_invitations(application: Application) -> list[Fact]:
    invitations = Invitation.objects.filter(accepted_by=application.person).select_related("by")
    return [Fact(True, f"{invitation.by} nodigde deze persoon uit.") for invitation in invitations[:3]]


def about_organisation(application: Application) -> list[Fact]:
    if application.organisation.proposed_by_id:
        return [Fact(False, f"{application.organisation} is nieuw op het platform. Niemand heeft dat nog bekeken.")]
    members = Membership.objects.active().filter(organisation=application.organisation)
    number = members.values("person").distinct().count()
    if not number:
        return [Fact(False, f"Van {application.organisation} is nog niemand lid: dit is de eerste.")]
    return [
        Fact(True, f"{application.organisation} heeft {number} {'lid' if number == 1 else 'leden'} die je kunt vragen.")
    ]


def offered_domain(application: Application) -> str:
    """The domain that would let colleagues in at once from now on; empty where it proves nothing or is somebody's."""
    domain = domain_of(application)
    if mail_domains.problem_with(domain) or MailDomain.objects.filter(domain=domain).exists():
        return ""
    return domain
