/// What a token measures on the wire.
package struct TokenSize: Codable, Hashable, Sendable {
    /// The algorithm's name.
    package let algorithm: String
    /// The key's kind and size.
    package let key: String
    /// How large the claims are.
    package let tokenClass: TokenClass
    /// The claims, in octets.
    package let claimsOctets: Int
    /// The signature's octets, before they are base64url.
    package let signatureOctets: Int
    /// The token, in octets.
    package let tokenOctets: Int
    /// The whole line `Authorization: Bearer …`, with its end.
    package let headerOctets: Int
    /// The claims that would still go into a header line of 4,096 octets.
    package let claimsIn4096: Int
    /// The claims that would still go into a header line of 8,192 octets.
    package let claimsIn8192: Int

    /// The limits of a header that are in use: nginx's buffers are of 4,096 or 8,192 octets, as the system's page is, Apache's
    /// line is 8,190.
    package static let headerLimits = [4_096, 8_192]

    /// The limits that the line is beyond.
    package var exceededLimits: [Int] { Self.headerLimits.filter { headerOctets > $0 } }

    /// Measures a token.
    ///
    /// - Parameters:
    ///   - token: a compact token.
    ///   - workload: whose token it is.
    /// - Throws: ``WorkloadError`` if it isn't in compact serialization.
    package init(_ token: [UInt8], of workload: Workload) throws(WorkloadError) {
        guard let parts = CompactParts(token) else { throw WorkloadError("a token isn't in compact serialization") }
        let payload = workload.payloads[0]
        algorithm = workload.algorithm
        key = workload.keyTitle
        tokenClass = workload.tokenClass
        claimsOctets = payload.count
        signatureOctets = parts.signature.count
        tokenOctets = token.count
        let line = "Authorization: Bearer \r\n".utf8.count
        headerOctets = line + token.count
        // Three octets of claims are four of the token.
        let rest = headerOctets - (payload.count * 4 + 2) / 3
        claimsIn4096 = max(0, (4_096 - rest) * 3 / 4)
        claimsIn8192 = max(0, (8_192 - rest) * 3 / 4)
    }

    /// Measures the tokens of an implementation: one of each algorithm, key and class, verified.
    ///
    /// - Parameters:
    ///   - implementation: whose tokens.
    ///   - plan: which algorithms and keys.
    ///   - classes: how large the claims are.
    /// - Returns: sizes, in the plan's order.
    /// - Throws: ``WorkloadError`` if a token can't be made or verified.
    package static func all(
        _ implementation: any BenchmarkedImplementation,
        plan: BenchmarkPlan,
        classes: [TokenClass] = TokenClass.allCases
    ) throws(WorkloadError) -> [TokenSize] {
        var sizes: [TokenSize] = []
        for algorithm in plan.algorithms {
            for key in plan.keys(for: algorithm) {
                for tokenClass in classes {
                    let workload = try Workload(
                        implementation: implementation,
                        algorithm: algorithm,
                        key: key,
                        tokenClass: tokenClass,
                        count: 2
                    )
                    sizes.append(try TokenSize(workload.tokens[0], of: workload))
                }
            }
        }
        return sizes
    }
}
