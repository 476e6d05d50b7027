import CryptoPrimitives
import ReferenceJOSE
import StrictJSON

/// What a header says of the algorithm to a verifier with a fault.
enum DeclaredAlgorithm {
    /// One of the reference's.
    case algorithm(Algorithm)
    /// `none`.
    case unsecured
}

// The checks of a header as a verifier with a fault makes them.
extension Faults {
    /// Checks a signature's header, except for the keys that it names.
    func checkedAlgorithm(of received: JOSEHeader, under policy: TokenPolicy) throws(Rejection) -> DeclaredAlgorithm {
        let header = withoutOverlookedTypes(received)
        if !lack(.encrypted) { try header.checkUnencrypted() }
        let declared = try declaredAlgorithm(of: header, allowed: policy.algorithms)
        if !lack(.headerTypes) { try header.checkTypes() }
        try checkCritical(header, understood: policy.everyUnderstoodCritical)
        if !lack(.typ) { try checkMediaType(header, expected: policy.type) }
        return declared
    }

    /// The header without a member whose wrong type isn't seen.
    func withoutOverlookedTypes(_ header: JOSEHeader) -> JOSEHeader {
        guard case .type(let overlooked) = mutation, !overlooked.isClaim else { return header }
        return JOSEHeader(
            protected: overlooked.read(header.protected.object),
            unprotected: overlooked.read(header.unprotected.object)
        )
    }

    /// Reads `b64`.
    func encoding(of received: JOSEHeader) throws(Rejection) -> Bool {
        let header = withoutOverlookedTypes(received)
        do {
            let isEncoded = try header.checkedEncoding()
            return isEncoded || follow(.b64Ignored)
        } catch {
            switch error.check {
            case .b64Boolean where lack(.b64Boolean): return true
            case .b64Critical where lack(.b64Critical): return false
            case .b64Protected where lack(.b64Protected): return header["b64"] != .bool(false)
            default: throw error
            }
        }
    }

    // MARK: alg

    private func declaredAlgorithm(
        of header: JOSEHeader,
        allowed: [Algorithm]
    ) throws(Rejection) -> DeclaredAlgorithm {
        do {
            return .algorithm(
                try header.checkedAlgorithm(allowed: follow(.algFirstAllowed) ? Array(allowed.prefix(1)) : allowed)
            )
        } catch {
            let name = header["alg"]?.string ?? ""
            switch error.check {
            // The policy's own algorithm stands in, as in libraries that never look.
            case .algPresent where lack(.algPresent) || isEmptied(header), .algString where lack(.algString):
                if let algorithm = allowed.first { return .algorithm(algorithm) }
            case .algNone where lack(.algNone):
                return .unsecured
            case .algExact where laxity(of: .algorithm) != nil:
                if let meant = allowed.first(where: { confuse(name, with: $0.rawValue, in: .algorithm) }) {
                    return .algorithm(meant)
                }
            case .algExact where lack(.algExact):
                if let meant = DeclaredAlgorithm(loosely: name, allowed: allowed) { return meant }
            case .algAllowed where lack(.algAllowed) || (follow(.algFamily) && isSameFamily(name, allowed)):
                if let algorithm = Algorithm(rawValue: name) { return .algorithm(algorithm) }
            default: break
            }
            throw error
        }
    }

    /// Whether a missing check made an empty header of something else.
    private func isEmptied(_ header: JOSEHeader) -> Bool {
        header.protected.names.isEmpty && lackAny(.headerObject, .jsonGrammar)
    }

    private func isSameFamily(_ name: String, _ allowed: [Algorithm]) -> Bool {
        allowed.contains { $0.rawValue.prefix(2) == name.prefix(2) }
    }

    // MARK: crit and typ

    /// Shows the strict check a `crit` and extensions that differ in what the fault doesn't see.
    private func checkCritical(_ header: JOSEHeader, understood: Set<String>) throws(Rejection) {
        var protected = header.protected.object
        var unprotected = header.unprotected.object
        var understood = understood
        if lack(.critProtected) { unprotected = unprotected.setting("crit", to: nil) }
        if let value = protected["crit"] {
            if var names = value.strings {
                if Set(names).count == names.count {
                    if follow(.critFirstName) { names = Array(names.prefix(1)) }
                    if follow(.critLastName) { names = Array(names.suffix(1)) }
                }
                if lack(.critDuplicate) {
                    var kept: [String] = []
                    for name in names where !kept.containsExactly(name) { kept.append(name) }
                    names = kept
                }
                let isFilled = !names.isEmpty
                if lack(.critRegistered) { names.removeAll { JOSEHeader.registered.contains($0) } }
                if lack(.critUnderstood)
                    || (follow(.critAnyKnown) && names.contains(where: understood.containsExactly))
                {
                    understood.formUnion(names)
                }
                let confused = names.filter { name in
                    understood.contains { confuse(name, with: $0, in: .critical) }
                }
                understood.formUnion(confused)
                if lack(.critPresent) {
                    for name in names where protected[name] == nil {
                        protected = protected.setting(name, to: .null)
                    }
                }
                let isDropped = names.isEmpty && (isFilled || lack(.critEmpty))
                protected = protected.setting("crit", to: isDropped ? nil : .array(names.map { .string($0) }))
            } else if lack(.critArray) {
                protected = protected.setting("crit", to: nil)
            }
        }
        try JOSEHeader(protected: protected, unprotected: unprotected).checkCritical(understood: understood)
    }

    private func checkMediaType(_ header: JOSEHeader, expected: String?) throws(Rejection) {
        guard let expected else { return }
        guard let type = header.protected["typ"]?.string else {
            if follow(.typAbsent) { return }
            return try header.checkMediaType(expected: expected)
        }
        var isExpected = MediaType.matches(type, expected)
        if follow(.typCaseSensitive) { isExpected = isExpected && !type.contains(where: \.isUppercase) }
        if follow(.typPrefixDemanded) { isExpected = type.lowercased() == expected.lowercased() }
        if let laxity = laxity(of: .type) { isExpected = isExpected || laxity.matches(type, expected) }
        guard isExpected else { throw Rejection(.typ, "typ isn't \(expected)") }
    }

    // MARK: Keys in the header

    /// Checks the keys that a header brings.
    ///
    /// - Returns: the header's own key, if the fault makes it trusted.
    func embeddedKey(of header: JOSEHeader, trusted: [JWK]) throws(Rejection) -> JWK? {
        var header = withoutOverlookedTypes(header)
        if lack(.headerTypes), header["jwk"]?.object == nil {
            header = JOSEHeader(
                protected: header.protected.object.setting("jwk", to: nil),
                unprotected: header.unprotected.object.setting("jwk", to: nil)
            )
        }
        do {
            try header.checkEmbeddedKeys(trusted: trusted)
            return nil
        } catch {
            if error.check == .keyEmbedded, let key = header["jwk"].flatMap({ try? JWK($0) }) {
                let isSecret = header["jwk"]?.object?["d"] != nil || header["jwk"]?.object?["k"] != nil
                let isSameType = follow(.embeddedSameType) && !isSecret && trusted.contains { $0.type == key.type }
                if isSameType || lack(.keyEmbedded) { return key.isAmong(trusted) ? nil : key }
            }
            guard error.check == .keyCertificate, lack(.keyCertificate) else { throw error }
            return header["x5c"]?.strings?.first.flatMap { JWK(certificate: $0) }
        }
    }
}

extension DeclaredAlgorithm {
    /// What a name amounts to if it isn't compared exactly: the algorithm that it resembles, or the policy's.
    fileprivate init?(loosely name: String, allowed: [Algorithm]) {
        let letters = name.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value > 0x1F }
        let folded = String(String.UnicodeScalarView(letters.map(\.asciiLookalike))).lowercased()
        if folded.isEmpty || folded == "none" {
            self = .unsecured
            return
        }
        let resembled = Algorithm.allCases.first { $0.rawValue.lowercased() == folded }
        guard let algorithm = resembled ?? allowed.first else { return nil }
        self = .algorithm(algorithm)
    }
}
