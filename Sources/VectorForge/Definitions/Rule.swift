/// The requirements that topics about time and about sequences share.
enum Rule {
    static let expiration = "RFC7519#4.1.4-1"
    static let expirationLeeway = "RFC7519#4.1.4-2"
    static let lifetime = "RFC7519#4.1.4-3"
    static let notBefore = "RFC7519#4.1.5-1"
    static let notBeforeLeeway = "RFC7519#4.1.5-2"
    static let issuedAt = "RFC7519#4.1.6-1"
    static let age = "RFC7519#4.1.6-3"
    static let denyList = "RFC7519#4.1.7-2"
    static let singleUse = "RFC7519#4.1.7-3"
    static let issuer = "RFC7519#4.1.1-1"
    static let keyID = "RFC7515#4.1.4-2"
    static let signature = "RFC7515#5.2-5"
}
