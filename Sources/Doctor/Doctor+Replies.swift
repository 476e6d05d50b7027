import JWTConformance

extension Doctor {
    /// Holds every line that came against the schema.
    func checkReplies() -> DoctorCheck {
        let entries = transcript.entries
        var seen: Set<String> = []
        var findings: [Finding] = []
        for entry in entries {
            guard let value = entry.value else {
                if seen.insert("").inserted {
                    findings.append(
                        Finding(
                            .mustFix,
                            "A line on standard output isn't JSON.",
                            sent: entry.request,
                            came: entry.line,
                            change:
                                "Write only replies to standard output, in UTF-8; write everything else to "
                                + "standard error."
                        )
                    )
                }
                continue
            }
            for problem in replySchema.problems(of: value) where seen.insert(problem.description).inserted {
                findings.append(
                    Finding(
                        .mustFix,
                        "A reply doesn't match the schema: \(problem).",
                        sent: entry.request,
                        came: entry.line,
                        change: "Compare it with Vectors/schema/adapter-reply.schema.json."
                    )
                )
            }
        }
        return DoctorCheck("replies", "every reply follows the schema", note: "\(entries.count) replies", findings)
    }

    /// Whether refusals say why, in words that the suite knows.
    func checkReasons() -> DoctorCheck {
        let title = "rejections use the suite's reason codes"
        let refusals = transcript.entries.filter { $0.value?["outcome"]?.stringValue == "reject" }
        guard !refusals.isEmpty else { return DoctorCheck("reasons", title, skipped: "nothing was rejected") }
        let reasons = refusals.compactMap { $0.value?["reason"]?.stringValue }
        let unknown = Set(reasons.filter { ReasonCode(rawValue: $0) == nil }).sorted()
        var findings: [Finding] = []
        if !unknown.isEmpty {
            let entry = refusals.first { $0.value?["reason"]?.stringValue == unknown[0] }
            findings.append(
                Finding(
                    .advice,
                    "Unknown reason codes: \(unknown.prefix(5).joined(separator: ", ")).",
                    sent: entry?.request,
                    came: entry?.line,
                    change: "Put the library's own words into detail. `reason` is one of "
                        + "\(ReasonCode.allCases.map(\.rawValue).joined(separator: ", ")), or left out."
                )
            )
        }
        let note = "\(reasons.count) of \(refusals.count) rejections have one"
        return DoctorCheck("reasons", title, note: note, findings)
    }
}
