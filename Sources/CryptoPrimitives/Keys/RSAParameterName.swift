/// OpenSSL's names for the parameters of a private RSA key: its macros for them aren't imported into Swift.
enum RSAParameterName {
    static let p = "rsa-factor1"
    static let q = "rsa-factor2"
    static let dp = "rsa-exponent1"
    static let dq = "rsa-exponent2"
    static let qi = "rsa-coefficient1"
}
