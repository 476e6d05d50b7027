import CryptoPrimitives
import ReferenceJOSE

/// Keys as JWK, PEM and DER.
///
/// A key that's taken is written and read again, as the same key.
///
/// The first octet chooses the form.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzKey(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = unsafe Input(data, count)
    let choice = input.octet()
    let octets = input.remainder()
    switch choice & 7 {
    case 0...3:
        if let key = try? JWK(parsing: octets) { checkRoundTrips(of: key) }
    case 4:
        if let key = try? JWK(pem: String(decoding: octets, as: UTF8.self)) { checkRoundTrips(of: key) }
    default:
        let labels = [
            "PUBLIC KEY", "RSA PUBLIC KEY", "PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE", "RSA PRIVATE KEY",
        ]
        let label = labels[Int(choice >> 3) % labels.count]
        if let key = try? AsymmetricKey(der: octets, label: label) { checkRoundTrips(of: key) }
    }
    return 0
}

private func checkRoundTrips(of key: AsymmetricKey) {
    guard let pem = try? key.publicPEM() else { return demand(false, "a key has no public PEM") }
    guard let again = try? JWK(pem: pem) else { return }
    checkRoundTrips(of: again)
}

private func checkRoundTrips(of key: JWK) {
    let thumbprint = key.thumbprint
    demand(thumbprint.utf8.count == 43, "a thumbprint has 43 characters")
    guard let again = try? JWK(parsing: key.privateJSON) else {
        return demand(false, "what was exported isn't imported again")
    }
    demand(again.thumbprint == thumbprint, "another key came back")
    demand(again.isPrivate == key.isPrivate, "the private half was lost or found")
    guard let text = key.publicJSON else { return demand(key.type == .oct, "only a secret has no public half") }
    guard let half = try? JWK(parsing: text) else { return demand(false, "the public half isn't imported again") }
    demand(half.thumbprint == thumbprint && !half.isPrivate, "the public half is another key")
    if let pem = key.publicPEM {
        demand((try? JWK(pem: pem))?.thumbprint == thumbprint, "PEM brings another key back")
    }
}
