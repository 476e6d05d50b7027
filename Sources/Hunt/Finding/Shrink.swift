import JWTConformance

/// One thing less in a specimen.
enum Shrink: Hashable, Sendable {
    case dropParameter(String)
    case dropClaim(String)
    case setClaim(String, String)
    case setParameter(String, String)
    case emptyClaims
    case dropPolicy(VerificationPolicy.CodingKeys)
    case dropKeyMember(String)
    case firstKeyOnly
    case lastKeyOnly
    case compact
    case noEarlier
    /// A weaker party signs.
    case sign(Signing)
    case bytes

    /// Makes it.
    func apply(to specimen: inout Specimen) {
        switch self {
        case .dropParameter(let name): specimen.header.edit { $0.drop(name) }
        case .dropClaim(let name): specimen.payload.edit { $0.drop(name) }
        case .setClaim(let name, let value): specimen.payload.edit { if $0[name] != nil { $0.set(name, value) } }
        case .setParameter(let name, let value): specimen.header.edit { if $0[name] != nil { $0.set(name, value) } }
        case .emptyClaims: specimen.payload.edit { $0.members = [] }
        case .dropPolicy(let member): specimen.policy.remove(member)
        case .dropKeyMember(let name):
            guard case .jwk(.object(var members), let pem) = specimen.key else { return }
            members[name] = nil
            specimen.key = .jwk(.object(members), pem: pem)
        case .firstKeyOnly, .lastKeyOnly:
            guard case .jwkSet(let set) = specimen.key, let list = set["keys"]?.arrayValue, list.count > 1 else {
                return
            }
            specimen.key = .jwkSet(
                .object(["keys": .array(self == .firstKeyOnly ? [list[0]] : [list[list.count - 1]])])
            )
        case .compact:
            specimen.form = .compact
            specimen.unprotected = []
            specimen.extraMembers = []
        case .noEarlier: specimen.earlier = Array(specimen.earlier.dropLast())
        case .sign(let signing): specimen.signing = signing
        case .bytes: specimen.content = .bytes
        }
    }

    /// What could be less in a specimen, the most first.
    static func all(for specimen: Specimen, _ seed: Seed) -> [Shrink] {
        var shrinks: [Shrink] = []
        // The weakest party first: a token that anyone can make says more.
        if specimen.whole == nil {
            let weaker: [Signing] =
                [.literal([])] + [.literal([UInt8](repeating: 0, count: seed.signature.count)), .genuine]
            shrinks += weaker.prefix { $0 != specimen.signing }.map { .sign($0) }
        }
        if !specimen.earlier.isEmpty { shrinks.append(.noEarlier) }
        if specimen.form != .compact { shrinks.append(.compact) }
        if case .jwkSet = specimen.key { shrinks += [.firstKeyOnly, .lastKeyOnly] }
        shrinks += specimen.policy.members.filter { $0 != .algorithms }.map { .dropPolicy($0) }
        if let claims = specimen.payload.object {
            if claims.members.count > 1 { shrinks.append(.emptyClaims) }
            shrinks += claims.names.map { .dropClaim($0) }
            shrinks += claims.names.filter { (claims[$0]?.count ?? 0) > 12 }.map { .setClaim($0, "\"a\"") }
        }
        if let header = specimen.header.object {
            shrinks += header.names.map { .dropParameter($0) }
            shrinks += header.names.filter { (header[$0]?.count ?? 0) > 24 }.map { .setParameter($0, "\"a\"") }
        }
        if case .jwk(.object(let members), _) = specimen.key {
            shrinks += ["kid", "use", "key_ops", "alg", "x5c", "x5t", "ext"].filter { members[$0] != nil }
                .map { .dropKeyMember($0) }
        }
        if specimen.content == .claims { shrinks.append(.bytes) }
        return shrinks
    }
}

extension SpelledObject {
    /// The names of the members, spelled without escapes.
    var names: [String] {
        members.compactMap { String(validating: $0.name.dropFirst().dropLast(), as: UTF8.self) }
    }
}
