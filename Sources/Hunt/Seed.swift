import CryptoPrimitives
import FoundationEssentials
import JWTAdapters
import JWTConformance
import ReferenceJOSE
import VectorForge

/// A vector that is accepted, taken apart: where specimens begin.
final class Seed: Sendable {
    let vector: Vector
    let specimen: Specimen
    /// The token's three segments; empty where it has another form.
    let segments: [[UInt8]]
    let token: [UInt8]
    /// The octets of the signature.
    let signature: [UInt8]
    /// The algorithm of the token.
    let algorithm: Algorithm?
    /// The key that signed the token, if the corpus has its private half.
    let signer: SigningKey?
    /// What the verifier has to hand back.
    let payload: Octets
    let curve: EllipticCurve?
    /// The modulus, if the key is for RSA.
    let modulus: [UInt8]?
    /// A key of the same type that no verifier of the token trusts.
    let stranger: SigningKey?
    /// The octets that a verifier of MACs may take a public key for: its text in several spellings.
    let publicTexts: [[UInt8]]

    init?(_ vector: Vector, keys: Keyring) {
        guard case .accept(let payload) = vector.expectation, vector.kind == .verify, vector.predecessors.isEmpty,
            ReferenceVerifier().verdict(on: vector).isAccepted
        else { return nil }
        var question = vector.question
        question.sequence = nil
        self.vector = vector
        self.payload = payload
        token = question.token.bytes
        let segments = token.split(separator: 0x2E, omittingEmptySubsequences: false).map { Array($0) }
        let parts = segments.map { Octets(base64url: String(decoding: $0, as: UTF8.self))?.bytes }
        let isCompact =
            segments.count == 3 && question.detachedPayload == nil && parts.allSatisfy { $0 != nil }
            && token.first != UInt8(ascii: "{")
        self.segments = isCompact ? segments : []
        signature = isCompact ? parts[2] ?? [] : []
        let header = Specimen.Text(isCompact ? parts[0] ?? [] : [])
        var specimen = Specimen(
            content: question.content,
            header: header,
            payload: Specimen.Text(isCompact ? parts[1] ?? [] : []),
            key: question.key,
            policy: question.policy,
            detachedPayload: question.detachedPayload
        )
        if !isCompact { specimen.whole = token }
        self.specimen = specimen
        let algorithm = header.object?.plainText("alg").flatMap(Algorithm.init(rawValue:))
        self.algorithm = algorithm
        let names = vector.keyLabel.map { $0.split(separator: ", ").map(String.init) } ?? []
        signer = algorithm == nil || !isCompact ? nil : keys.signer(of: question, named: names)
        curve = signer?.curve
        stranger = signer.flatMap { keys.stranger(to: $0, trustedBy: question.key) }
        let jwk: JSONValue? = if case .jwk(let jwk, _) = question.key { jwk } else { nil }
        modulus = jwk?["n"]?.stringValue.flatMap { Octets(base64url: $0)?.bytes }
        publicTexts = Self.publicTexts(question.key, signer)
    }

    /// Whether the genuine signature is over this input.
    func signs(_ input: [UInt8]) -> Bool {
        !segments.isEmpty && input.count == segments[0].count + segments[1].count + 1 && token.starts(with: input)
    }

    /// The members of the genuine key, if it's one JWK.
    var jwkMembers: [String: JSONValue] {
        guard case .jwk(.object(let members), _) = specimen.key else { return [:] }
        return members
    }

    private static func publicTexts(_ key: KeyMaterial, _ signer: SigningKey?) -> [[UInt8]] {
        guard signer?.secret == nil else { return [] }
        var texts: [[UInt8]] = []
        if case .jwk(let jwk, let pem) = key {
            texts.append(jwk.text)
            if let pem {
                let trimmed = pem.hasSuffix("\n") ? String(pem.dropLast()) : pem + "\n"
                let body = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
                texts += [pem, trimmed, pem.replacing("\n", with: "\r\n"), body].map { Array($0.utf8) }
                if let der = Data(base64Encoded: body) { texts.append(Array(der)) }
            }
            for name in ["n", "x"] {
                guard let text = jwk[name]?.stringValue, let octets = Octets(base64url: text) else { continue }
                texts += [Array(text.utf8), octets.bytes]
            }
        } else if case .jwkSet(let set) = key {
            texts.append(set.text)
            texts += (set["keys"]?.arrayValue ?? []).map(\.text)
        }
        if let json = signer?.jwk.publicJSON { texts.append(Array(json.utf8)) }
        return texts
    }
}

/// The corpus's keys with their private halves: the issuer's, and those of others.
final class Keyring: Sendable {
    let keys: [SigningKey]
    let records: [KeyRecord]
    /// The records by their `kty`.
    let recordsByType: [JSONValue?: [KeyRecord]]

    init(_ records: [KeyRecord]) {
        let records = records.sorted { $0.id < $1.id }
        self.records = records
        recordsByType = Dictionary(grouping: records) { $0.verification["kty"] }
        keys = records.compactMap { record in
            SigningKey(id: record.id, record.signing ?? record.verification)
        }
    }

    subscript(id: String) -> SigningKey? { keys.first { $0.id == id } }

    /// The key that signed a genuine token: the one that the reference accepts it under.
    func signer(of question: Question, named names: [String]) -> SigningKey? {
        let named = names.compactMap { self[$0] }
        if named.count == 1 { return named[0] }
        if case .jwk(let jwk, _) = question.key {
            if let key = SigningKey(id: "", jwk) { return key }
            return keys.first { $0.value["n"] == jwk["n"] && $0.value["x"] == jwk["x"] && $0.value["k"] == nil }
        }
        return named.first { key in
            var alone = question
            guard let json = key.jwk.publicJSON ?? (key.secret == nil ? nil : key.jwk.privateJSON),
                let value = try? JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
            else { return false }
            alone.key = .jwk(value, pem: nil)
            return ReferenceVerifier().verdict(on: alone).isAccepted
        }
    }

    /// A key of the same type that isn't trusted.
    fileprivate func stranger(to signer: SigningKey, trustedBy key: KeyMaterial) -> SigningKey? {
        var trusted = [signer.value]
        switch key {
        case .jwk(let jwk, _): trusted.append(jwk)
        case .jwkSet(let set): trusted += set["keys"]?.arrayValue ?? []
        default: break
        }
        return keys.first { key in
            key.jwk.type == signer.jwk.type && key.curve == signer.curve && key.value["crv"] == signer.value["crv"]
                && key.value["n"]?.stringValue?.count == signer.value["n"]?.stringValue?.count
                && !trusted.contains { known in ["k", "n", "x"].allSatisfy { known[$0] == key.value[$0] } }
        }
    }
}

extension [Vector] {
    /// Those that a hunt can begin at.
    func seeds(_ keys: Keyring) -> [Seed] { compactMap { Seed($0, keys: keys) } }
}
