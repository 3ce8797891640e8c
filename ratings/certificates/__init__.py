"""Grades as everybody may check them: the register, a certificate, the comparison with peers."""
