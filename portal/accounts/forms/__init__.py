"""Forms of sign-in, of a person's own account and of the officers who keep posts."""

from portal.accounts.forms.account import (
    ChangePhoneForm,
    EmailForm,
    NameForm,
    NewPasswordForm,
    PasswordProofForm,
    PhoneCodeForm,
)
from portal.accounts.forms.factors import (
    ActivateAppForm,
    AddPasskeyForm,
    FactorForm,
    FactorProofForm,
)
from portal.accounts.forms.posts import AppointForm, EndPostForm
from portal.accounts.forms.signin import (
    AddressForm,
    LoginCodeForm,
    LoginForm,
    ProofCodeForm,
    SignupForm,
)

__all__ = [
    "ActivateAppForm",
    "AddPasskeyForm",
    "AddressForm",
    "AppointForm",
    "ChangePhoneForm",
    "EmailForm",
    "EndPostForm",
    "FactorForm",
    "FactorProofForm",
    "LoginCodeForm",
    "LoginForm",
    "NameForm",
    "NewPasswordForm",
    "PasswordProofForm",
    "PhoneCodeForm",
    "ProofCodeForm",
    "SignupForm",
]
