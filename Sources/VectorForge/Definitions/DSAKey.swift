/// A public key of DSA; JOSE has no name for it.
let dsaKey = """
    -----BEGIN PUBLIC KEY-----
    MIIDRjCCAjkGByqGSM44BAEwggIsAoIBAQCIWNuQnuvLDhGAZvhkOkPjwfCQyPfz
    6LbkrIHC1ARpyQDFzMHAhqza/5maAG3Qd9jKCoZudm/ch5Id/Hx3Sw1186jiy3p7
    t/8+kHge5DTi4dzefbf3/LL5Uy5w6H5aCJDHDkqGUzHSd9knx50GxenSlGfKbevk
    dRQOkhpF2iWeetKPTDATt+X29q2tnUaq/51TdNUfeLk3jnTTNPIMW+X8l/2fODPI
    quL4IZaTrLD5vyC4pkkvSQY4eG+XtJi8ffTXVbX4k+WWrTtglNSzbb1MxyvN6ls8
    dYW6Q9WjXyKhkWqYxqVYzP4zY6QJBPZQ+rZGE6dRDWaYfTHrYviG+6jDAiEAz3jI
    /kEcYnceuFrv9vO3+y7G3FcECMWLgRzI+mL0hYcCggEALigCyJkqs6PJi8AFl8+P
    WPxiHHUzqFkFTpel5Kzo4XlbxwQRbMwUKEyr2ocaeyBs13dw2tMIsnvvQd/myjdc
    0P0wBiU+JSZvPt+D+rxnlH4QkslrqnrDMTxX8EawjBUwYv/vP6+0V/ILj68wAgQT
    boEcAOzrUp+9VBGruBoFli42La1VecfeZ5k9s5NF35Eow8Vw1KE093mU4LtpU0n1
    7YjdlvC4NcwWIFsHdrgwyfBH6a0eYqAFibealP5v0M7LotwQ4z6xaYDGgOg4vF8Z
    xDInb4I0GONpPx9tbF55ZerMTlU08VqkTrceENmxK6u22WwzveMCBHOi8Tx9ZoNm
    uAOCAQUAAoIBAD3vxtxtFmLzCKNhMjMggGj56CqpqatZ5bRRxd9getSjxu9IBwZO
    cD8I2pZ8AR0PqAv76cSCEdJjOXy7QrzG4n9nWZDJgvj0wiBDSq8wb+ak5JO49N27
    SqDNcTcc+bG9E6iKWe6W1kYZZm5jZtcGrrp0WUBTCquG98gdlXdzsKuRlhHfJtLn
    jeqcVimcwmbvhdEQwHuI4a8EadvXiJSlbulY+a/M2ls4qvhX5nGyjrzGWbYuklIN
    Icjo2uo7AUFZPlWDCUaXY3Q2cPcG+N3DgeCQeidlbh9U0tP53DboseR26DXCezv1
    sD/Nm/vwsTL0Vdq7hRqtQdybmt9A50F+hSk=
    -----END PUBLIC KEY-----

    """

/// A token under the name RS256, signed by that key over SHA-256.
///
/// DSA is random, and so it was made once.
let signedByDSA = """
    eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.MEUCIFZY7XhvPIVfoQa_8ORorp1y4ZLQRILgNImp4cwx49AIAiEAqweySmkU8g\
    o7sFRC7DQ2QAIuTrM_4gWQCiVcTGwmywo
    """
