/// A private or secret key that the measured tokens are made with.
///
/// Fixed, so that runs on other days and machines do the same arithmetic; published, so good for nothing else.
package struct BenchmarkKey: Hashable, Sendable {
    /// How the key is written.
    package enum Material: Hashable, Sendable {
        /// The octets of a secret.
        case secret([UInt8])
        /// A private key as PKCS #8 in PEM.
        case pem(String)
    }

    /// Its kind and size, for a table.
    package let title: String
    /// The key.
    package let material: Material

    /// Names a key.
    package init(title: String, material: Material) {
        self.title = title
        self.material = material
    }

    /// The length of an RSA key in bits; `nil` for any other.
    package var rsaBits: Int? {
        title.hasPrefix("RSA ") ? Int(title.dropFirst("RSA ".count)) : nil
    }
}
