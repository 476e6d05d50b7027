/// OpenSSL's names for the parameters of an RSA key.
///
/// Static: `OSSL_PARAM_BLD` keeps the pointer to a name until the parameters are made, which a `String` that's handed to
/// C doesn't outlive. The macros of the header arrive in Swift as such strings, or not at all.
enum RSAParameterName {
    static let n: StaticString = "n"
    static let e: StaticString = "e"
    static let d: StaticString = "d"
    static let p: StaticString = "rsa-factor1"
    static let q: StaticString = "rsa-factor2"
    static let dp: StaticString = "rsa-exponent1"
    static let dq: StaticString = "rsa-exponent2"
    static let qi: StaticString = "rsa-coefficient1"
}

/// OpenSSL's names for the parameters of a key on an elliptic curve. Static as those of ``RSAParameterName``.
enum ECParameterName {
    static let group: StaticString = "group"
    static let publicKey: StaticString = "pub"
    static let privateKey: StaticString = "priv"
    static let x: StaticString = "qx"
    static let y: StaticString = "qy"
}

extension StaticString {
    /// The name as C has it: terminated by NUL, and there as long as the process is.
    var cString: UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
