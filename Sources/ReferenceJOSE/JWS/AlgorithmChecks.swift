import StrictJSON

/// What a header says of the algorithm, once the policy allows it.
enum DeclaredAlgorithm {
    /// One of ours.
    case algorithm(Algorithm)
    /// `none`; only where the check against it is off.
    case unsecured
}

extension DeclaredAlgorithm {
    /// What a name comes to where it isn't compared to the letter: the algorithm that it resembles, or the policy's.
    ///
    /// For proofs only.
    fileprivate init?(loosely name: String, allowed: [Algorithm]) {
        let letters = name.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value > 0x1F }.map(\.latin)
        let folded = String(String.UnicodeScalarView(letters)).lowercased()
        if folded.isEmpty || folded == "none" {
            self = .unsecured
            return
        }
        let resembled = Algorithm.allCases.first { $0.rawValue.lowercased() == folded }
        guard let algorithm = resembled ?? allowed.first else { return nil }
        self = .algorithm(algorithm)
    }
}

extension Unicode.Scalar {
    /// The letter of ASCII that a fullwidth or Cyrillic one looks like.
    fileprivate var latin: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x043E: "o"
        default: self
        }
    }
}

extension Algorithm {
    /// Whether an allowed algorithm is of the same family, where that's enough.
    fileprivate func isKin(of allowed: [Algorithm], _ disabled: CheckSet) -> Bool {
        disabled.has(.algFamily) && allowed.contains { $0.rawValue.prefix(2) == rawValue.prefix(2) }
    }
}

extension JOSEHeader {
    /// Whether a check that's off made an empty header of something else.
    private func isEmptied(by disabled: CheckSet) -> Bool {
        protected.members.isEmpty && (disabled.contains(.headerObject) || disabled.contains(.jsonGrammar))
    }

    /// Checks `alg` against the policy (RFC 8725 sections 3.1 and 3.2).
    func checkedAlgorithm(
        allowed: [Algorithm],
        without disabled: CheckSet
    ) throws(Rejection) -> DeclaredAlgorithm {
        guard let value = self["alg"] else {
            // With the check off, the policy's own algorithm stands in, as in libraries that never look.
            guard disabled.contains(.algPresent) || isEmptied(by: disabled), let algorithm = allowed.first else {
                throw Rejection(.algPresent, "there is no alg")
            }
            return .algorithm(algorithm)
        }
        guard let name = value.string else {
            guard disabled.contains(.algString), let algorithm = allowed.first else {
                throw Rejection(.algString, "alg is no string")
            }
            return .algorithm(algorithm)
        }
        if name.lowercased() == "none" {
            guard disabled.contains(.algNone) else { throw Rejection(.algNone, "alg is \(name)") }
            return .unsecured
        }
        guard let algorithm = Algorithm(rawValue: name) else {
            guard disabled.contains(.algExact), let meant = DeclaredAlgorithm(loosely: name, allowed: allowed) else {
                throw Rejection(.algExact, "alg is no algorithm of JWS that is known")
            }
            return meant
        }
        guard allowed.contains(algorithm) || disabled.contains(.algAllowed) || algorithm.isKin(of: allowed, disabled)
        else {
            throw Rejection(.algAllowed, "alg is \(name), which the policy doesn't allow")
        }
        return .algorithm(algorithm)
    }
}
