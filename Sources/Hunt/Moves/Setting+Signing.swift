import CryptoPrimitives
import JWTConformance
import ReferenceFaults
import ReferenceJOSE

extension Setting {
    /// Chooses who signs.
    func sign(_ specimen: inout Specimen, _ kind: Move.Kind, _ dice: inout Dice) {
        guard seed.signer != nil, let algorithm = seed.algorithm else {
            if kind == .leaveUnsigned { specimen.signing = .literal([]) }
            return
        }
        switch kind {
        case .signAsIssuerByAnotherAlgorithm:
            let fitting = Algorithm.allCases.filter { other in
                other != algorithm && other.keyType == algorithm.keyType
            }
            guard !fitting.isEmpty else { return }
            let other = dice.pick(fitting)
            specimen.signing = .issuer(other)
            if !dice.oneIn(4) { specimen.header.edit { $0.set("alg", "\"\(other.rawValue)\"") } }
            if dice.oneIn(4) { specimen.policy.algorithms = .only([other.rawValue]) }
            if dice.oneIn(6) { specimen.policy.algorithms = .implementationDefault }
        case .signAsIssuerOddly:
            specimen.signing = .issuerOddly(
                dice.pick([
                    .pssSalt(0), .pssSalt(20), .pssSalt(dice.below(64)), .hash(dice.pick(HashFunction.allCases)),
                    .otherPadding,
                ])
            )
        case .signAsStranger:
            guard let other = seed.stranger else { return }
            specimen.signing = .other(other.id, algorithm)
        case .signWithPublicText:
            guard !seed.publicTexts.isEmpty else { return }
            let name = dice.pick(["HS256", "HS256", "HS384", "HS512"])
            guard let mac = Algorithm(rawValue: name), let hash = HashFunction(of: mac) else { return }
            specimen.signing = .secret(dice.pick(seed.publicTexts), hash, isGuess: false)
            specimen.header.edit { $0.set("alg", "\"\(name)\"") }
            if dice.oneIn(2) { specimen.policy.algorithms = .implementationDefault }
            if dice.oneIn(3) { specimen.policy.algorithms = .only([algorithm.rawValue, name]) }
        case .signWithGuessableSecret:
            let hash = HashFunction(of: algorithm) ?? .sha256
            if HashFunction(of: algorithm) == nil { specimen.header.edit { $0.set("alg", "\"HS256\"") } }
            let texts = ["", "\0", "null", "undefined", "None", "nil", "false", "0", "[object Object]"]
            specimen.signing = .secret(Array(dice.pick(texts).utf8), hash, isGuess: false)
        case .signAsInsider:
            guard let other = seed.stranger else { return }
            insertKey(other, into: &specimen, &dice)
            specimen.signing = .other(other.id, algorithm)
        case .leaveUnsigned:
            specimen.signing = .literal(
                dice.pick([[], [], [0], [UInt8](repeating: 0, count: seed.signature.count)])
            )
            guard dice.oneIn(2) else { return }
            let names = ["none", "none", "None", "NONE", "nOnE", "none ", "", "\\u006eone", "none\\u0000"]
            specimen.header.edit { $0.set("alg", "\"\(dice.pick(names))\"") }
            if dice.oneIn(3) { specimen.policy.algorithms = .implementationDefault }
        default: specimen.signing = .issuer(algorithm)
        }
    }

    /// Lets the verifier trust another key for something else, or under another name.
    private func insertKey(_ other: SigningKey, into specimen: inout Specimen, _ dice: inout Dice) {
        guard case .jwk(let own, _) = specimen.key, case .object(var member) = publicValue(of: other) else { return }
        switch dice.below(4) {
        case 0: member["use"] = .string("enc")
        case 1: member["key_ops"] = .array([.string("encrypt")])
        case 2: member["alg"] = .string(dice.pick(["RSA-OAEP", "ECDH-ES", "A256GCM", "HS512", "PS512", "ES512"]))
        default: break
        }
        let kid = specimen.header.object?.plainText("kid") ?? "key-1"
        member["kid"] = .string(dice.oneIn(2) ? kid : "key-2")
        specimen.key = .jwkSet(
            .object(["keys": .array(dice.oneIn(2) ? [own, .object(member)] : [.object(member), own])])
        )
        if case .object(var named) = own, own["kid"] == nil {
            named["kid"] = .string(kid)
            specimen.key = .jwkSet(.object(["keys": .array([.object(named), .object(member)])]))
            specimen.header.edit { $0.set("kid", kid.quoted) }
        }
    }

    /// The public half of a key, or a secret, as its record has it.
    func publicValue(of key: SigningKey) -> JSONValue {
        keys.records.first { $0.id == key.id }?.verification ?? key.value
    }
}
