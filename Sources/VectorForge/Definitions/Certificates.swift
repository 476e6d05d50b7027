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
}
