import StrictJSON

/// What a header says of the algorithm, once the policy allows it.
enum DeclaredAlgorithm {
    /// One of ours.
    case algorithm(Algorithm)
    /// `none`; only where the check against it is off.
    case unsecured
}

extension JOSEHeader {
    /// Checks `alg` against the policy (RFC 8725 sections 3.1 and 3.2).
    func checkedAlgorithm(
        allowed: [Algorithm],
        without disabled: CheckSet
    ) throws(Rejection) -> DeclaredAlgorithm {
        guard let value = self["alg"] else {
            // With the check off, the policy's own algorithm stands in, as in libraries that never look.
            guard disabled.contains(.algPresent), let algorithm = allowed.first else {
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
            guard disabled.contains(.algExact), let meant = Algorithm.overlookingCase(name) else {
                throw Rejection(.algExact, "alg is no algorithm of JWS that is known")
            }
            return .algorithm(meant)
        }
        guard allowed.contains(algorithm) || disabled.contains(.algAllowed) else {
            throw Rejection(.algAllowed, "alg is \(name), which the policy doesn't allow")
        }
        return .algorithm(algorithm)
    }
}
