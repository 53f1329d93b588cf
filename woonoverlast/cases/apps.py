from collections.abc import Sequence

from woonoverlast.web import contexts


class CasesConfig(contexts.Context):
    name = "woonoverlast.cases"
    label = "cases"
    verbose_name = "Casusvragen"
    addresses = {"forum/": "woonoverlast.cases.urls"}

    def ready(self) -> None:
        from woonoverlast.cases import case_questions, own_data, panels, supplementing
        from woonoverlast.cases.models import CaseQuestion, Supplement
        from woonoverlast.experts import evidence
        from woonoverlast.forum import hooks
        from woonoverlast.notifications import seeing

        evidence.SIZES.append(case_questions.peers_of_case)
        hooks.MERGED.append(case_questions.take_harvests)
        hooks.PURGED += [case_questions.forget_words, supplementing.forget_words]
        seeing.register("thread", "casus:", CaseQuestion.objects.to_be_checked_by)
        seeing.register("thread", "aanvulling:", Supplement.objects.to_be_checked_by)
        own_data.register()
        panels.register()

    def work(self) -> Sequence[contexts.Work]:
        from woonoverlast.cases import editors_work

        return editors_work.KINDS
