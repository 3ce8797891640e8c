"""The step of a sign-in that asks for a code."""

from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage
from allauth.core.internal.httpkit import headed_redirect_response


class CodeStage(LoginByCodeStage):
    """Asks for a code, also in the feigned sign-in that hides whether an account exists."""

    def handle(self) -> Any:
        """The answer and whether the sign-in goes on."""
        if self.login.user is None and not self.state:
            LoginCodeVerificationProcess.initiate(
                request=self.request,
                user=None,
                phone=self.login.phone,
                email=self.login.email,
                stage=self,
            )
            return headed_redirect_response("account_confirm_login_code"), True
        return super().handle()
