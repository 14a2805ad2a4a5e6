"""How a mail ends: closing phrase, friendly sentences, the signer, the lines below the name."""
