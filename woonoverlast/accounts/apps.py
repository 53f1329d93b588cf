from woonoverlast.web import contexts


class AccountsConfig(contexts.Context):
    name = "woonoverlast.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    addresses = {"": "woonoverlast.accounts.allauth_urls", "account/": "woonoverlast.accounts.urls"}
