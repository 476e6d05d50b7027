import JWTConformance

extension Doctor {
    /// Whether the profile is complete, and whether the suite knows everything declared: a misspelt capability is never
    /// asked for.
    func checkProfile(_ profile: ImplementationProfile) -> DoctorCheck {
        var findings: [Finding] = []
        for (name, value) in [("name", profile.name), ("version", profile.version), ("language", profile.language)]
        where value.isEmpty {
            let change = "Set implementation.\(name). Read the version from the library itself if you can."
            findings.append(Finding(.mustFix, "The \(name) is empty.", change: change))
        }
        if let capabilities = profile.capabilities {
            findings += spellings(of: capabilities) + contradictions(in: capabilities) + strangersAmongCapabilities
        } else {
            let change =
                "Add \"capabilities\" to the reply to hello. Without it every vector is asked, and what the library "
                + "can't do counts as failures."
            findings.append(Finding(.advice, "It declares no capabilities.", change: change))
        }
        if profile.homepage == nil {
            let change = "Set implementation.homepage, so that readers know what was tested."
            findings.append(Finding(.advice, "The profile has no homepage.", change: change))
        }
        return DoctorCheck("profile", "the profile is complete, and the suite knows what it declares", findings)
    }

    private func spellings(of capabilities: Capabilities) -> [Finding] {
        var algorithms = Set(corpus.vectors.flatMap(\.question.features).compactMap { $0.name(of: "algorithm") })
        algorithms.formUnion(corpus.signVectors.flatMap(\.features).compactMap { $0.name(of: "algorithm") })
        let lists: [(String, [String], known: [String])] = [
            ("operations", capabilities.operations, CapabilityValues.operations),
            ("algorithms", capabilities.algorithms, Array(algorithms)),
            ("serializations", capabilities.serializations, CapabilityValues.serializations),
            ("keys", capabilities.keys, CapabilityValues.keys),
            ("contents", capabilities.contents, CapabilityValues.contents),
            ("policy", capabilities.policy, CapabilityValues.policy),
        ]
        return lists.flatMap { list, names, known in
            var findings: [Finding] = []
            let unknown = names.filter { !known.contains($0) }
            if !unknown.isEmpty {
                findings.append(
                    Finding(
                        list == "algorithms" ? .advice : .mustFix,
                        "capabilities.\(list) has unknown values: \(unknown.joined(separator: ", ")).",
                        change: list == "algorithms"
                            ? "If the library has it, leave it: no vector needs it. Otherwise correct the spelling."
                            : "Known are \(known.sorted().joined(separator: ", "))."
                    )
                )
            }
            if Set(names).count < names.count {
                let change = "Name each once."
                findings.append(Finding(.advice, "capabilities.\(list) names something twice.", change: change))
            }
            return findings
        }
    }

    private func contradictions(in capabilities: Capabilities) -> [Finding] {
        var findings: [Finding] = []
        for (list, names) in [
            ("algorithms", capabilities.algorithms), ("keys", capabilities.keys), ("contents", capabilities.contents),
            ("serializations", capabilities.serializations),
        ] where names.isEmpty {
            let change = "List what the library can do; what you don't declare is skipped."
            findings.append(Finding(.mustFix, "capabilities.\(list) is empty or missing.", change: change))
        }
        if !capabilities.operations.contains("verify") {
            let change = "Add verify: most vectors need it."
            findings.append(Finding(.mustFix, "capabilities.operations lacks verify.", change: change))
        }
        if !capabilities.policy.contains("algorithms"), !capabilities.policy.contains("unpinned") {
            findings.append(
                Finding(
                    .mustFix,
                    "capabilities.policy has neither algorithms nor unpinned, so nothing can be asked.",
                    change:
                        "Declare algorithms if users can restrict which algorithms are accepted, and unpinned if it "
                        + "runs without."
                )
            )
        }
        if capabilities.clock == .system, capabilities.policy.contains("now") {
            findings.append(
                Finding(
                    .mustFix,
                    "It declares policy now and the system's clock.",
                    change:
                        "Use \"clock\": \"injected\" if you pass policy.now to the library; otherwise take now out "
                        + "of policy, and tokens are made for the system's clock."
                )
            )
        }
        return findings
    }

    /// Unknown members of `capabilities`.
    private var strangersAmongCapabilities: [Finding] {
        let known: Set<String> = [
            "operations", "algorithms", "serializations", "keys", "contents", "policy", "clock", "sequences",
        ]
        guard case .object(let members) = transcript.entries.first?.value?["capabilities"] else { return [] }
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        guard !unknown.isEmpty else { return [] }
        return [
            Finding(
                .advice,
                "capabilities has unknown members: \(unknown.joined(separator: ", ")).",
                change: "Correct the spelling, or remove it. Known are \(known.sorted().joined(separator: ", "))."
            )
        ]
    }
}

extension Feature {
    /// The name within a kind, if the feature is of it.
    func name(of kind: String) -> String? {
        name.hasPrefix("\(kind):") ? String(name.dropFirst(kind.count + 1)) : nil
    }
}
