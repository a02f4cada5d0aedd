"""Build ``assets/bodycharts`` from the public-domain MakeHuman base mesh."""
