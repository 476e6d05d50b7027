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
}
