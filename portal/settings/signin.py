"""Sign-in: phone and e-mail are equal, a code or a password opens, staff need a second factor."""

from portal.settings import env

SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.PostBackend"]
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "portal.accounts.adapters.MfaAdapter"
ACCOUNT_FORMS = {
    "signup": "portal.accounts.forms.SignupForm",
    "login": "portal.accounts.forms.LoginForm",
    "request_login_code": "portal.accounts.forms.AddressForm",
    "confirm_login_code": "portal.accounts.forms.LoginCodeForm",
    "change_phone": "portal.accounts.forms.ChangePhoneForm",
    "verify_phone": "portal.accounts.forms.PhoneCodeForm",
    "reauthenticate": "portal.accounts.forms.PasswordProofForm",
}
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.FactorForm",
    "reauthenticate": "portal.accounts.forms.FactorProofForm",
    "activate_totp": "portal.accounts.forms.ActivateAppForm",
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_DISPLAY = "portal.accounts.queries.display"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False

ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = 2
ACCOUNT_RATE_LIMITS = {
    "signup": "60/m/ip",
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/15m/key",
    "request_login_code": "60/m/ip,5/10m/key",
    "change_phone": "5/m/user",
    "verify_phone": "1/5s/key,30/m/ip",
    "code_guess": "5/15m/key",
    "code_send": "8/h/key",
}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 24
MFA_TOTP_ISSUER = "五社"
MFA_TOTP_TOLERANCE = 1

SESSION_IDLE = {"staff": 30 * 60, "public": 2 * 60 * 60}
SESSION_LENGTH = {"staff": 12 * 60 * 60, "public": 14 * 24 * 60 * 60}
SESSION_COOKIE_AGE = SESSION_LENGTH["public"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]
