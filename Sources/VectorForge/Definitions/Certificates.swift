/// Self-signed certificates of the corpus's keys, in the base64 of x5c (RFC 7515 section 4.1.6).
///
/// Made once with `openssl req -x509`, since a certificate's own signature is another each time: those of keys whose
/// name ends in `-a` for issuer.example, the others for evil.example.
enum Certificates {
    /// The certificate of a key.
    static func certificate(of key: ForgeKey) throws -> String {
        guard let text = all[key.id] else { throw ForgeError("\(key.id) has no certificate") }
        return text
    }

    private static let all: [String: String] = [
        "keys/rsa-a": """
        MIIC/DCCAeSgAwIBAgIBATANBgkqhkiG9w0BAQsFADAZMRcwFQYDVQQDDA5pc3N1ZXIuZXhhbXBsZTAgFw0yNjEx\
        MjEwMzQ2MTlaGA8yMTI2MTAyODAzNDYxOVowGTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwggEiMA0GCSqGSIb3\
        DQEBAQUAA4IBDwAwggEKAoIBAQCrFwVrMyklBDJYG4sGM6a9386rrwU33/NnaCmf5Gw57QsmhAqFVHACAblEZSQs\
        f1mwKS993k1pcAw+w8wrkEt6OfJ19T5u6sBNWocbhsJuGb+xq/AGy4SYsAv91I8Vz+03cqJIAuZFYsySCGzrBGJT\
        F38Jeadp6VZjaZ23ESMAq+kROWGLaW6pDnyo6oKkBmHYweomg/luWY90RV+SIbKeTh/wMyzUJbEkeKtqbQxsnv76\
        p3NiHlMbcAMYWp/1YZFjTmg2BVgDfAdCJWWrlswoSJY2HR1HRsRoTflhEnENX2Iu0Q2paJ5nARJIIDFsIZZNMtT7\
        4JciO5VAsecex8+RAgMBAAGjTTBLMB0GA1UdDgQWBBRMQ3GgcYcAVbQWbidTKZBOP73SszAfBgNVHSMEGDAWgBRM\
        Q3GgcYcAVbQWbidTKZBOP73SszAJBgNVHRMEAjAAMA0GCSqGSIb3DQEBCwUAA4IBAQAKgHXkSTCVrGa9zEjYi4KA\
        iEZd8kq7zNgYMBmhTB8nSC5ZgyTxsHSNQaMQVkZxjYIVCMokUR/eIrZezaDq2wS4jJovhxAJG6InkPhtpgfXsre5\
        +5QyRDAGG6vBAM07PCO1RYfBjKsnSj2YAV00zb0l8Ilfjkqsgd1lZNcFzolJl+4z6yiemmHB1d+bMG/QzaszVAiY\
        Ep8LAnqyKJkQiGl7IMmZLEECnvP2emCV7V8fCYkXuHWtytcqRSYISXyH27jP8o82c9kbP2D+K1x8T7l6Lwhiw5IG\
        yIUVLXYnRRLCf9xy0QvvGYUlQivhvflIccOXWjpSU7ny6UXeXWgeNf6C
        """,
        "keys/rsa-b": """
        MIIC+DCCAeCgAwIBAgIBATANBgkqhkiG9w0BAQsFADAXMRUwEwYDVQQDDAxldmlsLmV4YW1wbGUwIBcNMjYxMTIx\
        MDM0NjE5WhgPMjEyNjEwMjgwMzQ2MTlaMBcxFTATBgNVBAMMDGV2aWwuZXhhbXBsZTCCASIwDQYJKoZIhvcNAQEB\
        BQADggEPADCCAQoCggEBALINv4sTEj7TGetuIZS7ZsCXtu6XNnNpS+X/qSY4GJBwzc99/nIGLoijc6e9yapzocAE\
        OEpuIIxVAS32KC5ezCieqJXQ1Mxqeo873EZvVeukiQAypraVume6Extc2ypzTNoeHD6yhMsreJJjxiQX4wZlWgg3\
        ug/xc1gy4TizAtyx+0+cmGJMsU2CiZuEMTlGZJySnOd0CBT5/Uu55kq0A3Ar+8TIVfE+um7tYqpaVxb8hUFkBwDF\
        6Bidvhd1CciTO39Qg7IYbUY21McoUvz7qAGE8lX8Dye+Hg7xh9vkPkilUPNW9lM5T55ynqjMWqFlmxxysEhs7MCz\
        wnku+CBs85UCAwEAAaNNMEswHQYDVR0OBBYEFFQTPONN8pusAVtlNL2Rab+AMb3cMB8GA1UdIwQYMBaAFFQTPONN\
        8pusAVtlNL2Rab+AMb3cMAkGA1UdEwQCMAAwDQYJKoZIhvcNAQELBQADggEBACumDIOw0OuAbk0YYOmTWx0kvJjV\
        0B/yXNwCk93cPKVFNd9Vviqr5ddgQq5w1xtnqdFAHkjSP+Wi5sDa/P46lv+2P/qvOAKD7I8p5+5WAGajs1limAcu\
        IkUImGEYojXUy5jyMp+7DTjLF49BhEyhlQiJXAmT7KmPWu2cEieCXHaaP7qO61xYHA8hY9kn8DSwATxgdvw2KEvg\
        BAo4Md8mRv7P17ZzU07bBVBZr7CKmDF4qfbYDk1qokPXd4oH2D3EnVO7SP17hrv18f9P2J6nwVgwAc3D7UnmMQzW\
        Zva3w7qjp2ZGG+Uom/39ML0YvFI/ucTEwqFk7ocE12Ye5DBUvnk=
        """,
        "keys/p256-a": """
        MIIBcDCCARagAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5pc3N1ZXIuZXhhbXBsZTAgFw0yNjExMjEw\
        MzQ2MTlaGA8yMTI2MTAyODAzNDYxOVowGTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwWTATBgcqhkjOPQIBBggq\
        hkjOPQMBBwNCAAQPj8y0WDJm2G/KCTXnVpkBoWkRsOpOJuSwrLK7im7QLTPJwUCoX4+ZfAx80/d+8x6aW7zSNa8f\
        l1SG3nEZhwKDo00wSzAdBgNVHQ4EFgQURAuG1jhIAm800fnbjQWxiOGdxhYwHwYDVR0jBBgwFoAURAuG1jhIAm80\
        0fnbjQWxiOGdxhYwCQYDVR0TBAIwADAKBggqhkjOPQQDAgNIADBFAiBfww35kd6Cwgvk0fkJ1d5NYTCjj2UQqqde\
        up8C1ducxgIhAI0HaxjKawohAjR5Gy0fxRwPeSG+coS6XUf8sqpjtW+b
        """,
        "keys/p256-b": """
        MIIBbDCCARKgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxldmlsLmV4YW1wbGUwIBcNMjYxMTIxMDM0\
        NjE5WhgPMjEyNjEwMjgwMzQ2MTlaMBcxFTATBgNVBAMMDGV2aWwuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49\
        AwEHA0IABFcrqRvN6HLK3gxmVVFY3ry7R0E61FKET1Jp70NIl6D/5tJ0W62qFwmppWbjjhyj+L1S3Wt3cDXIWKxu\
        9zXyFHSjTTBLMB0GA1UdDgQWBBR9Jw95OFQpYXSLZhlUG7nA+N2vFjAfBgNVHSMEGDAWgBR9Jw95OFQpYXSLZhlU\
        G7nA+N2vFjAJBgNVHRMEAjAAMAoGCCqGSM49BAMCA0gAMEUCIQD1Z3O03WJctfmsMBkIOSIkJ2K5OBbYgJYkyUIx\
        0QXU7gIgOTMk5dvXN+CQsNp9jUDEMmGJdFVgU2TYKnpjFmhX1lk=
        """,
        "keys/ed25519-a": """
        MIIBLzCB4qADAgECAgEBMAUGAytlcDAZMRcwFQYDVQQDDA5pc3N1ZXIuZXhhbXBsZTAgFw0yNjExMjEwMzQ2MTla\
        GA8yMTI2MTAyODAzNDYxOVowGTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwKjAFBgMrZXADIQD7EQg/4T9ghayT\
        2cwZfS9gwxq/ySIqNh9MdsoEuEJhfqNNMEswHQYDVR0OBBYEFDkDafmwb/Y8otpvomLDla299wOqMB8GA1UdIwQY\
        MBaAFDkDafmwb/Y8otpvomLDla299wOqMAkGA1UdEwQCMAAwBQYDK2VwA0EAvKnw+D3FkuC4fe+/rj3/j5HaM66r\
        qgVtC39oz0zEnufnMuN5mLeyBqqPuOnoNYaeCIUvb5aHDgKGGD0JLV7lDw==
        """,
        "keys/ed25519-b": """
        MIIBKzCB3qADAgECAgEBMAUGAytlcDAXMRUwEwYDVQQDDAxldmlsLmV4YW1wbGUwIBcNMjYxMTIxMDM0NjE5WhgP\
        MjEyNjEwMjgwMzQ2MTlaMBcxFTATBgNVBAMMDGV2aWwuZXhhbXBsZTAqMAUGAytlcAMhAAlVe57VRgEITgcCSxw1\
        eVqNdTBN+XSklXu2EHEpg2gxo00wSzAdBgNVHQ4EFgQU5mxJY4nE3DwC9QKAoy4AYnlkbEgwHwYDVR0jBBgwFoAU\
        5mxJY4nE3DwC9QKAoy4AYnlkbEgwCQYDVR0TBAIwADAFBgMrZXADQQBlYK3A+zxAOWg59VsToc+TcWVYpOAhouyI\
        zMZKWXVe3h2mU3w0CzF+z4qUeVe1CbWFih34Hgf9kzQEXHCzUHkP
        """,
    ]
}
