import JWTAdapters
import JWTConformance

extension Doctor {
    /// Whether it admits that it lacks a member of the policy that it doesn't declare.
    ///
    /// A run doesn't ask for it. But a user who asks by hand, or who declared a capability too early, would believe
    /// that a check was made when it wasn't.
    func checkPolicyHonesty(_ patient: Case, _ verifier: Examinee) async -> DoctorCheck {
        let title = "it answers unsupported to undeclared policy members"
        let undeclared = VerificationPolicy.CodingKeys.allCases.filter { member in
            member != .algorithms && !patient.capabilities.declares(.policy(member))
                && !(member == .now && patient.capabilities.clock == .system)
        }
        guard !undeclared.isEmpty else { return DoctorCheck("policy", title, skipped: "every member is declared") }
        var silent: [(VerificationPolicy.CodingKeys, Exchange)] = []
        var misspelt: [(VerificationPolicy.CodingKeys, Exchange)] = []
        for member in undeclared {
            var question = patient.plain
            question.policy.demandTheImpossible(of: member)
            let exchange = await verifier.exchange(AdapterRequest(verifying: question), within: patience)
            guard exchange.fault == nil else {
                return DoctorCheck("policy", title, [Self.failure(exchange, "It doesn't answer.")])
            }
            if exchange.reply?.outcome == "accept" {
                silent.append((member, exchange))
            } else if exchange.reply?.outcome == "unsupported", exchange.reply?.feature != "policy:\(member.rawValue)" {
                misspelt.append((member, exchange))
            }
        }
        var findings: [Finding] = []
        if let (_, exchange) = silent.first {
            let names = silent.map(\.0.rawValue).joined(separator: ", ")
            findings.append(
                Finding(
                    .advice,
                    "It accepts a token and ignores policy members that it doesn't declare: \(names).",
                    sent: exchange.sent,
                    came: exchange.came,
                    change: "Before calling the library, answer unsupported with the feature policy:NAME to every "
                        + "member of policy that you don't declare."
                )
            )
        }
        if let (member, exchange) = misspelt.first {
            findings.append(
                Finding(
                    .advice,
                    "It spells the feature of a policy member differently from the suite.",
                    sent: exchange.sent,
                    came: exchange.came,
                    change: "Say \"feature\": \"policy:\(member.rawValue)\"."
                )
            )
        }
        return DoctorCheck("policy", title, findings)
    }
}

extension VerificationPolicy {
    /// Sets a member to what no token of the corpus's plain ones fulfils.
    fileprivate mutating func demandTheImpossible(of member: CodingKeys) {
        let nobody = "https://nobody.example"
        switch member {
        case .algorithms: algorithms = .only([])
        case .now: now = 253_402_300_799
        case .nowMilliseconds: nowMilliseconds = 500
        case .leeway: leeway = 1
        case .issuer: issuer = nobody
        case .issuers: issuers = [nobody, nobody + "/x"]
        case .issuerKeys: issuerKeys = [IssuerKeys(issuer: nobody, keys: [])]
        case .audience: audience = nobody
        case .audiences: audiences = [nobody, nobody + "/x"]
        case .subject: subject = nobody
        case .type: type = "nothing+jwt"
        case .requiredClaims: requiredClaims = ["https://nobody.example/claim"]
        case .expectedClaims: expectedClaims = ["https://nobody.example/claim": "x"]
        case .understoodCritical: understoodCritical = ["https://nobody.example/parameter"]
        case .maximumAge: maximumAge = 1
        case .maximumLifetime: maximumLifetime = 1
        case .revokedTokenIDs: revokedTokenIDs = ["x"]
        case .seenTokenIDs: seenTokenIDs = ["x"]
        case .singleUse: singleUse = true
        }
    }
}
