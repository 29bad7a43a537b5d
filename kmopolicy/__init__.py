"""kmopolicy: may this training or advice be subsidised under the Flemish kmo-portefeuille, and why?"""
