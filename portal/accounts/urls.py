"""Addresses of sign-in, of one's own account and of the keepers of posts.

They stand before allauth's and the CMS's own, so that those which would go round the second
factor, or have no use here, lead to ours.
"""

from django.urls import URLPattern, URLResolver, include
from django.urls import path as group

from portal.accounts.views import account, deputies, factors, officer, public
from portal.core.routing import path
from portal.permissions import Permission as P

sign_in = [
    path("login/", public.SignInView.as_view(), may=P.PUBLIC, name="account_login"),
    path(
        "login/code/",
        public.RequestCodeView.as_view(),
        may=P.PUBLIC,
        name="account_request_login_code",
    ),
    path(
        "login/code/confirm/",
        public.LoginCodeView.as_view(),
        may=P.PUBLIC,
        name="account_confirm_login_code",
    ),
    path(
        "password/reset/",
        public.ForgottenPasswordView.as_view(),
        may=P.PUBLIC,
        name="account_reset_password",
    ),
    path("demo/", public.demo_sign_in, may=P.PUBLIC, name="demo_sign_in"),
]

own = [
    path("", account.account, may=P.SIGNED_IN, name="account"),
    path("name/", account.name, may=P.SIGNED_IN, name="account_name"),
    path("password/", account.password, may=P.SIGNED_IN, name="account_password"),
    path("email/", account.email, may=P.SIGNED_IN, name="account_email"),
    path("email/code/", account.email_code, may=P.SIGNED_IN, name="account_email_code"),
    path(
        "reauthenticate/code/",
        account.reauthenticate_code,
        may=P.SIGNED_IN,
        name="account_reauthenticate_code",
    ),
    path("sessions/end/", account.end_session, may=P.SIGNED_IN, name="end_session"),
    path("second-factor/", factors.second_factor, may=P.SIGNED_IN, name="second_factor"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        factors.RemovePasskeyView.as_view(),
        may=P.SIGNED_IN,
        name="mfa_remove_webauthn",
    ),
]

unused = [
    path("password/change/", public.to_account, may=P.PUBLIC, name="account_change_password"),
    path("password/set/", public.to_account, may=P.PUBLIC, name="account_set_password"),
    path(
        "password/reset/<path:rest>",
        public.to_forgotten_password,
        may=P.PUBLIC,
        name="account_reset_password_done",
    ),
    path("confirm-email/", public.to_account, may=P.PUBLIC, name="account_email_verification_sent"),
    path(
        "confirm-email/<path:rest>",
        public.to_account,
        may=P.PUBLIC,
        name="account_email_link",
    ),
    path("sessions/", public.to_account, may=P.PUBLIC, name="usersessions_list"),
    path("2fa/", public.to_account, may=P.PUBLIC, name="mfa_index"),
    path("2fa/webauthn/", public.to_account, may=P.PUBLIC, name="mfa_list_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        public.to_account,
        may=P.PUBLIC,
        name="mfa_edit_webauthn",
    ),
    path(
        "2fa/recovery-codes/download/",
        public.to_account,
        may=P.PUBLIC,
        name="mfa_download_recovery_codes",
    ),
]

around_the_cms = [
    path("cms/login/", public.to_sign_in, may=P.PUBLIC, name="cms_login"),
    path(
        "cms/password_reset/",
        public.to_forgotten_password,
        may=P.PUBLIC,
        name="cms_password_reset",
    ),
    path(
        "cms/password_reset/<path:rest>",
        public.to_forgotten_password,
        may=P.PUBLIC,
        name="cms_password_reset_step",
    ),
    path("_util/login/", public.to_sign_in, may=P.PUBLIC, name="page_login"),
]

keepers = [
    path("posts/", officer.people, may=P.POSTS_MANAGE, name="posts"),
    path("posts/appoint/", officer.appoint, may=P.POSTS_MANAGE, name="appoint"),
    path("posts/<int:pk>/end/", officer.end_post, may=P.POSTS_MANAGE, name="end_post"),
    path("posts/<int:pk>/codes/", officer.issue_codes, may=P.POSTS_MANAGE, name="issue_codes"),
    path("deputies/", deputies.deputies, may=P.WORKSPACE, name="deputies"),
    path("deputies/new/", deputies.name_deputy, may=P.WORKSPACE, name="name_deputy"),
    path("deputies/<int:pk>/end/", deputies.end_deputy, may=P.WORKSPACE, name="end_deputy"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *around_the_cms,
    group("accounts/", include(sign_in + own + unused)),
    group("accounts/", include("allauth.urls")),
    group("work/", include(keepers)),
]
