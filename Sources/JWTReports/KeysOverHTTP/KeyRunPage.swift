package import JWTConformance
import ReportKit

/// How clients that fetch keys did, as a page on its own.
package struct KeyRunPage {
    private let documents: [KeyRunDocument]

    /// Prepares the page.
    package init(_ documents: [KeyRunDocument]) { self.documents = documents }

    private static let template = Template(
        """
        {{% CONTENT_TYPE:MARKUP}}<!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>Keys over HTTP</title><style>{{{style}}}</style></head>
        <body><main><h1>Clients that fetch keys</h1>{{#keys}}{{> keys}}{{/keys}}</main>
        <footer><p>Made by jwt-assay {{version}}.</p></footer></body></html>

        """,
        parts: ["keys": HTMLReport.keysTemplate]
    )

    /// The page.
    package var html: String {
        Self.template.render([
            "keys": documents.enumerated().map { KeyRunSection($1, number: $0, isOpen: true).values },
            "style": String(decoding: PackageResources.page_css, as: UTF8.self),
            "version": documents.first?.version ?? "",
        ])
    }
}
