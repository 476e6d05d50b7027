/// Certificates of keys of the corpus, in base64: self-signed, for the years 2025 to 2034.
///
/// They were made once; a signature by ECDSA comes out otherwise each time.
enum Certificates {
    /// A certificate of `keys/p256-a`.
    static let first = """
        MIIBIDCByKADAgECAhRFZcMQJcdfuzOKlYKqMsVkZOVbqTAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZwMjU2LWEwHhcNMjUwMTAx\
        MDAwMDAwWhcNMzUwMTAxMDAwMDAwWjARMQ8wDQYDVQQDDAZwMjU2LWEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQPj8y0WDJm\
        2G/KCTXnVpkBoWkRsOpOJuSwrLK7im7QLTPJwUCoX4+ZfAx80/d+8x6aW7zSNa8fl1SG3nEZhwKDMAoGCCqGSM49BAMCA0cAMEQC\
        IHkYBseN5GfxHQlwEbUcBSFSmBvJ/6KcOHWo8cUsYF3pAiAReLydPHzNcwFxRS5ZxvI/DePNDD0l8Ux3qwiIHbN+kw==
        """

    /// A certificate of `keys/p256-b`.
    static let second = """
        MIIBITCByKADAgECAhRmvpVnrYmTxkBcAzR91BdQnDUy1DAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZwMjU2LWIwHhcNMjUwMTAx\
        MDAwMDAwWhcNMzUwMTAxMDAwMDAwWjARMQ8wDQYDVQQDDAZwMjU2LWIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARXK6kbzehy\
        yt4MZlVRWN68u0dBOtRShE9Sae9DSJeg/+bSdFutqhcJqaVm444co/i9Ut1rd3A1yFisbvc18hR0MAoGCCqGSM49BAMCA0gAMEUC\
        IQDtpzFdeHAcPhBKOR7f3JLGgphG6n0V1k/Vcra2BqmFVQIgV5As8/f54TrnwIrmJF+JI8OSOPnx4vM1OgzG9/uKl2I=
        """

    /// A certificate of `keys/p256-b` that names the subject of the first.
    static let sameSubject = """
        MIIBEzCBuaADAgECAgUEVlwxAjAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZwMjU2LWEwHhcNMjUwMTAxMDAwMDAwWhcNMzUwMTAxMDAw\
        MDAwWjARMQ8wDQYDVQQDDAZwMjU2LWEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARXK6kbzehyyt4MZlVRWN68u0dBOtRShE9Sae9D\
        SJeg/+bSdFutqhcJqaVm444co/i9Ut1rd3A1yFisbvc18hR0MAoGCCqGSM49BAMCA0kAMEYCIQDm7fuohNTc1y7KT0UdwQ5qY+OAzdNr\
        vfMSf4w0IztjowIhAPvTDuu8frw03NcBuQBqKWMxLGgK+g9upwso9epb+jBA
        """

    /// A certificate of `keys/p256-a` that was good for the year 2015.
    static let expired = """
        MIIBDzCBtaADAgECAgEHMAoGCCqGSM49BAMCMBExDzANBgNVBAMMBnAyNTYtYTAeFw0xNTAxMDEwMDAwMDBaFw0xNjAxMDEwMDAwMDBa\
        MBExDzANBgNVBAMMBnAyNTYtYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABA+PzLRYMmbYb8oJNedWmQGhaRGw6k4m5LCssruKbtAt\
        M8nBQKhfj5l8DHzT937zHppbvNI1rx+XVIbecRmHAoMwCgYIKoZIzj0EAwIDSQAwRgIhAMxIuGgDazpwj2ibGX0T80ZQ+LdlMd9xJTuP\
        GPCNKu3LAiEA2w1BWHQQOuyfR/t1ju7WnsfTuMPZ1MFvx0Ti1/j3Ueg=
        """

    /// A certificate of `keys/rsa-b`.
    static let rsa = """
        MIICmTCCAYGgAwIBAgIBCDANBgkqhkiG9w0BAQsFADAQMQ4wDAYDVQQDDAVyc2EtYjAeFw0yNTAxMDEwMDAwMDBaFw0zNTAxMDEwMDAw\
        MDBaMBAxDjAMBgNVBAMMBXJzYS1iMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsg2/ixMSPtMZ624hlLtmwJe27pc2c2lL\
        5f+pJjgYkHDNz33+cgYuiKNzp73JqnOhwAQ4Sm4gjFUBLfYoLl7MKJ6oldDUzGp6jzvcRm9V66SJADKmtpW6Z7oTG1zbKnNM2h4cPrKE\
        yyt4kmPGJBfjBmVaCDe6D/FzWDLhOLMC3LH7T5yYYkyxTYKJm4QxOUZknJKc53QIFPn9S7nmSrQDcCv7xMhV8T66bu1iqlpXFvyFQWQH\
        AMXoGJ2+F3UJyJM7f1CDshhtRjbUxyhS/PuoAYTyVfwPJ74eDvGH2+Q+SKVQ81b2UzlPnnKeqMxaoWWbHHKwSGzswLPCeS74IGzzlQID\
        AQABMA0GCSqGSIb3DQEBCwUAA4IBAQB2wXCpb8Dfgn/96ZLjd1XgZ2Bk11vUD4C56xp4tjwLhhWcT6EuUtIJQLb2cs4NseybQRqhxovc\
        6eUJD62oYa8nBhW4xze9wl7Aix6BADYbsjyUUtNFK/VXFEY4yXH8pZxss9e2MGRt1JbbFFxEUVtKal7oYP5Xr6RJf0OfLhqAqRaN+emJ\
        BMn5hmRBx+STlnnQhuZI18HDFCFCvy0Hm+P4ZEFg0MzQjCx9Okcu1QNfi5uBo+bXUYh8MDmiO+kdkeGb3qR57dDPRbLQ1/G4AfWvemXX\
        BzTduEvd7u2sSeHzV8EQieyJ1eGjYMvrzgH02DYw5ENZwe6SNxFHmzK66fo0
        """
}
