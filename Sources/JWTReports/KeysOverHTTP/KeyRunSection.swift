import JWTConformance
import ReportKit

/// How clients that fetch keys did, as a section of a page: findings by severity, clients × scenarios, and every step with its
/// requests beside the answers.
struct KeyRunSection {
    private let document: KeyRunDocument
    /// What tells the section from those of other documents, as part of its anchors.
    private let suffix: String
    /// Whether the requests are shown at once.
    private let isOpen: Bool
    private let clients: [(title: String, records: [String: KeyRunDocument.StepRecord])]

    /// - Parameters:
    ///   - document: what was found.
    ///   - number: the place of the section among those of its kind, from 0.
    ///   - isOpen: whether the requests are shown at once.
    init(_ document: KeyRunDocument, number: Int = 0, isOpen: Bool = false) {
        (self.document, self.isOpen) = (document, isOpen)
        suffix = number == 0 ? "" : ".\(number + 1)"
        clients = document.clients.filter { $0.implementation != nil }.map { ($0.title, $0.byID) }
    }

    /// What the template names.
    var values: [String: Any] {
        let summary = KeyRunReport(document).summary
        let findings = KeyRunReport.counted.compactMap(finding)
        let unrun = document.clients.filter { $0.implementation == nil }
        return [
            "section": "keys\(suffix)",
            "sentence": "\(clients.count.counted("client")), \(document.scenarios.count.counted("scenario"))",
            "warnings": (document.complete ? [] : ["The run was interrupted; this is what was done."])
                + unrun.map { "\($0.title) could not be run: \($0.detail ?? "no reason given")." },
            "findings": findings, "isFaultless": findings.isEmpty,
            "head": summary.columns.enumerated().map { ["name": $1.title, "place": $0 == 0 ? "" : "n"] },
            "rows": summary.rows.filter { $0.count == summary.columns.count }.map {
                ["name": $0[0], "cells": Array($0.dropFirst())] as [String: Any]
            },
            "legend": [VerdictMatrix.State.clean, .deviant, .broken, .breached].map { state in
                let verdicts = KeyStepVerdict.allCases.filter { $0.state == state }
                return [
                    "state": state.rawValue, "sign": state.sign,
                    "meaning": verdicts.map(\.rawValue).joined(separator: ", "),
                ]
            },
            "columns": clients.map(\.title),
            "scenarios": document.scenarios.map(scenario),
        ]
    }

    private func anchor(_ scenario: KeyScenario) -> String { scenario.id + suffix }

    /// The steps with a verdict, each with the clients; `nil` if there are none.
    private func finding(_ verdict: KeyStepVerdict) -> [String: Any]? {
        var steps: [[String: Any]] = []
        for scenario in document.scenarios {
            for step in scenario.steps {
                let id = "\(scenario.id)/\(step.id)"
                let names = clients.filter { $0.records[id]?.verdict == verdict }.map(\.title)
                guard !names.isEmpty else { continue }
                steps.append([
                    "anchor": anchor(scenario), "id": id, "title": scenario.title, "summary": step.summary,
                    "names": names.joined(separator: ", "), "loses": scenario.loses,
                ])
            }
        }
        guard !steps.isEmpty else { return nil }
        return [
            "verdict": verdict.rawValue, "meaning": verdict.meaning, "state": verdict.state.rawValue,
            "sign": verdict.state.sign, "count": steps.count.counted("step"), "steps": steps,
        ]
    }

    private func scenario(_ scenario: KeyScenario) -> [String: Any] {
        [
            "anchor": anchor(scenario), "id": scenario.id, "title": scenario.title, "loses": scenario.loses,
            "refs": scenario.refs.joined(separator: "; "), "isOpen": isOpen,
            "cells": clients.map { client in
                cell(scenario.steps.compactMap { client.records["\(scenario.id)/\($0.id)"] })
            },
            "steps": scenario.steps.map { step(scenario, $0) },
        ]
    }

    /// The gravest of a scenario.
    private func cell(_ records: [KeyRunDocument.StepRecord]) -> [String: Any] {
        let asked = records.filter { $0.verdict != .skipped }
        let order = KeyRunReport.counted + [.recorded, .pass]
        guard let worst = order.lazy.compactMap({ verdict in asked.first { $0.verdict == verdict } }).first else {
            let state = VerdictMatrix.State.unasked
            return ["state": state.rawValue, "sign": state.sign, "requests": "", "detail": records.first?.detail ?? ""]
        }
        let requests = asked.flatMap(\.requests.values).reduce(0, +)
        let detail = worst.detail.map { ": \($0)" } ?? ""
        return [
            "state": worst.verdict.state.rawValue, "sign": worst.verdict.state.sign, "requests": " \(requests)",
            "detail": "\(worst.verdict.rawValue)\(detail)",
        ]
    }

    /// A step; clients that did the same have one line.
    private func step(_ scenario: KeyScenario, _ step: KeyScenario.Step) -> [String: Any] {
        var order: [KeyRunDocument.StepRecord] = []
        var names: [KeyRunDocument.StepRecord: [String]] = [:]
        for client in clients {
            guard var record = client.records["\(scenario.id)/\(step.id)"] else { continue }
            record.listed = nil
            if names[record] == nil { order.append(record) }
            names[record, default: []].append(client.title)
        }
        var groups = order.sorted { (names[$0]?.count ?? 0) > (names[$1]?.count ?? 0) }.map {
            group($0, names[$0] ?? [])
        }
        if groups.isEmpty { groups = [["names": "–", "isSilent": true, "answers": "", "verdict": "not asked"]] }
        let bounds = (step.requests ?? [:]).sorted { $0.key < $1.key }.map { name, bound in
            ", \(bound.map(String.init).joined(separator: " to ")) requests for \(name)"
        }
        var words: [String: Any] = [
            "id": step.id, "summary": step.summary, "rows": groups.count,
            "serves": (step.serve ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \(Self.text($0.value, 160))" },
            "token": Self.text(step.token, 120) + (step.count.map { " × \($0)" } ?? ""),
            "expected": "\(step.expect.rawValue)\(bounds.joined()) (\(step.level.rawValue))",
        ]
        if let wait = step.wait { words["wait"] = wait.rawValue }
        groups[0]["step"] = words
        return ["groups": groups]
    }

    private func group(_ record: KeyRunDocument.StepRecord, _ names: [String]) -> [String: Any] {
        let total = record.requests.values.reduce(0, +)
        let wire = record.wire ?? record.requests.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        var values: [String: Any] = [
            "names": names.joined(separator: ", "), "wire": wire, "isSilent": wire.isEmpty,
            "answers": record.answers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
                separator: ", "
            ),
            "state": record.verdict.state.rawValue, "sign": record.verdict.state.sign,
            "verdict": record.verdict.rawValue, "detail": record.detail ?? "",
        ]
        if record.wire != nil, total > wire.count { values["more"] = total - wire.count }
        return values
    }

    private static func text(_ value: JSONValue, _ most: Int) -> String {
        ((try? JSONText.of(value)) ?? "").bounded(to: most)
    }
}

extension KeyStepVerdict {
    /// What a scenario comes to in which it's the gravest verdict: an outage is as grave as a crash, since nobody gets in.
    var state: VerdictMatrix.State {
        switch self {
        case .bypass, .leak: .breached
        case .crash, .hang, .stall, .outage: .broken
        case .flood, .unbounded, .stale, .unclean, .protocolViolation: .deviant
        case .pass, .recorded: .clean
        case .skipped: .unasked
        }
    }
}
