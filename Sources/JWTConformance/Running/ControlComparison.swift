/// The runs of a control's two releases, compared with each other.
package struct ControlComparison: Hashable, Sendable {
    /// The control.
    package let control: PositiveControl
    /// What keeps the control from being shown, in words; empty: it's shown.
    package let problems: [String]
    /// The verdicts, as the file keeps them.
    package let result: PositiveControl.Result

    /// Compares two runs.
    ///
    /// - Parameters:
    ///   - control: the control.
    ///   - vulnerable: the run of the release with the flaw; `nil` if there is none.
    ///   - fixed: the run of the release without it; `nil` if there is none.
    package init(_ control: PositiveControl, vulnerable: RunDocument?, fixed: RunDocument?) {
        let flawed = ReleaseRun(of: control, release: control.vulnerable, in: vulnerable)
        let mended = ReleaseRun(of: control, release: control.fixed, in: fixed)
        var problems = flawed.problems + mended.problems
        if problems.isEmpty {
            for sign in control.signs {
                let seen = flawed.verdicts[sign.vector]
                if seen.map(sign.verdict.covers) != true {
                    problems.append(
                        "\(control.vulnerable.version): \(sign.vector) is \(seen.words), and should be \(sign.verdict.rawValue)"
                    )
                }
                let now = mended.verdicts[sign.vector]
                if !now.isWithout(sign.verdict) {
                    problems.append("\(control.fixed.version): \(sign.vector) is still \(now.words)")
                }
            }
            for id in control.accepted {
                for run in [flawed, mended] where !run.accepted.contains(id) {
                    problems.append("\(run.version): \(id) must be accepted, but is \(run.verdicts[id].words)")
                }
            }
            if vulnerable?.suite.corpus != fixed?.suite.corpus {
                problems.append("the two runs used different vectors")
            }
        }
        self.control = control
        self.problems = problems
        self.result = PositiveControl.Result(
            date: String((vulnerable?.suite.started ?? "").prefix(10)),
            corpus: vulnerable?.suite.corpus ?? "",
            runtime: flawed.runtime,
            isShown: problems.isEmpty,
            vulnerable: flawed.verdicts,
            fixed: mended.verdicts
        )
    }

    /// Whether the flaw is seen in the vulnerable release and in the other no more.
    package var isShown: Bool { problems.isEmpty }
}

/// What a run says of one release, if it's that release's run at all.
private struct ReleaseRun {
    let version: String
    let runtime: String?
    let verdicts: [String: Verdict]
    /// What was accepted and not wrongly so: where the RFCs leave the choice, an acceptance is recorded.
    let accepted: Set<String>
    let problems: [String]

    init(of control: PositiveControl, release: PositiveControl.Release, in document: RunDocument?) {
        version = release.version
        guard let document, document.implementations.count == 1, let run = document.implementations.first else {
            (runtime, verdicts, accepted) = (nil, [:], [])
            problems = ["\(release.version): there is no run of it"]
            return
        }
        runtime = run.implementation?.runtime
        let wanted = Set(control.vectors)
        accepted = Set(
            run.cases.filter { $0.answer?.outcome == "accept" && [.pass, .recorded].contains($0.verdict) }.map(\.id)
        )
        verdicts = Dictionary(run.cases.filter { wanted.contains($0.id) }.map { ($0.id, $0.verdict) }) { first, _ in
            first
        }
        if run.state != .complete {
            problems = ["\(release.version): \(run.detail ?? "it couldn't be run to the end")"]
        } else if run.implementation?.name != control.library || run.implementation?.version != release.version {
            // An environment that holds another release would show anything.
            problems = ["\(release.version): the run is of \(run.displayName)"]
        } else {
            problems = []
        }
    }
}

extension Verdict? {
    fileprivate var words: String { self?.rawValue ?? "not asked" }

    /// Whether the flaw that shows as `flaw` is gone.
    ///
    /// If the flaw is an acceptance, an unclean rejection counts as one; if the flaw is an exception or the end of the
    /// program, only a clean one is.
    fileprivate func isWithout(_ flaw: Verdict) -> Bool {
        switch flaw {
        case .lenient, .nonconformance: self == .pass || self == .unclean
        case let flaw where flaw.isBypass: self == .pass || self == .unclean
        default: self == .pass
        }
    }
}
