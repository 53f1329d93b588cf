"""Forms: an error is beside its field, tied to it, and in the summary on top."""

from django import forms

from woonoverlast.website.views.style import ExampleForm

WRONG = {"name": "<b>Noor", "mail": "noor", "contact": "month"}


def test_error_is_tied_to_its_field() -> None:
    html = str(ExampleForm(WRONG))
    assert 'aria-invalid="true" aria-describedby="id_mail_error"' in html.replace(' required=""', "").replace(
        " required", ""
    )
    assert 'id="id_mail_error"' in html


def test_help_and_error_are_both_read() -> None:
    assert 'aria-describedby="id_name_helptext id_name_error"' in str(ExampleForm({}))


def test_summary_links_to_the_fields() -> None:
    html = str(ExampleForm(WRONG))
    assert '<a href="#id_mail">' in html
    assert '<a href="#id_contact_0">' in html
    assert 'id="id_contact_0"' in html


def test_fresh_form_has_no_summary() -> None:
    assert "error-summary" not in str(ExampleForm())


def test_what_was_typed_is_escaped() -> None:
    assert "<b>" not in str(ExampleForm(WRONG))


def test_only_optional_fields_are_marked() -> None:
    html = str(ExampleForm())
    assert html.count("(niet verplicht)") == sum(not field.required for field in ExampleForm().fields.values())


def test_choices_are_a_fieldset_with_a_legend() -> None:
    html = str(ExampleForm(WRONG))
    assert html.count("<fieldset") == html.count("<legend") == 2
    assert 'aria-describedby="id_contact_error"' in html


def test_error_of_the_whole_form_and_of_a_hidden_field_are_shown() -> None:
    class Pair(forms.Form):
        secret = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("Dit past niet bij elkaar.")

    html = str(Pair({}))
    assert "Dit past niet bij elkaar." in html
    assert "Dit veld is verplicht." in html


def test_class_of_a_widget_is_kept_once() -> None:
    class Named(forms.Form):
        field = forms.CharField(widget=forms.TextInput(attrs={"class": "own"}))

    html = str(Named())
    assert html.count("class=") == html.count('class="')
    assert 'class="utrecht-textbox utrecht-textbox--html-input own"' in html
