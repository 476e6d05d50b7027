/// OpenSSL's names for the parameters of keys (provider-keymgmt(7)).
///
/// Static strings: OSSL_PARAM_BLD keeps the pointer to a name until the parameters are made, so a temporary won't do.
enum ParameterName {
    static let n: StaticString = "n"
    static let e: StaticString = "e"
    static let d: StaticString = "d"
    static let p: StaticString = "rsa-factor1"
    static let q: StaticString = "rsa-factor2"
    static let dp: StaticString = "rsa-exponent1"
    static let dq: StaticString = "rsa-exponent2"
    static let qi: StaticString = "rsa-coefficient1"
    static let group: StaticString = "group"
    static let publicPoint: StaticString = "pub"
    static let privateValue: StaticString = "priv"
    static let x: StaticString = "qx"
    static let y: StaticString = "qy"
}

extension StaticString {
    /// The name in C's form; it lives as long as the program.
    var cString: UnsafePointer<CChar> {
        unsafe UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
