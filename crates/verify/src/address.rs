//! Addresses: which host they name, how a DOI is written in one, and where a registry may redirect to.

use claimlint_base::address::encoded;
use ureq::http::Uri;

/// The host with its port, by which registries are named and remembered.
pub fn host_of(uri: &Uri) -> String {
    let host = uri.host().unwrap_or_default().to_ascii_lowercase();
    uri.port_u16().map_or(host.clone(), |port| format!("{host}:{port}"))
}

/// Where a redirect leads, if that is the same host and as safe a scheme.
///
/// # Errors
/// The host that it leads to otherwise, or that it leads nowhere.
pub fn redirected(from: &Uri, target: &str) -> Result<Uri, String> {
    let scheme = from.scheme_str().unwrap_or("https");
    let host = host_of(from);
    let whole = match target {
        _ if target.starts_with("//") => format!("{scheme}:{target}"),
        _ if target.starts_with('/') => format!("{scheme}://{host}{target}"),
        _ => target.to_owned(),
    };
    let nowhere = || "no address".to_owned();
    let uri: Uri = whole.parse().map_err(|_| nowhere())?;
    let is_as_safe = uri.scheme_str() == Some("https") || uri.scheme_str() == Some(scheme);
    match host_of(&uri) {
        other if other == host && is_as_safe => Ok(uri),
        other if other.is_empty() || uri.scheme().is_none() => Err(nowhere()),
        other => Err(format!("{}://{other}", uri.scheme_str().unwrap_or_default())),
    }
}

/// A DOI in the path of an address: its first slash stays, and what follows is one part.
pub fn encoded_doi(doi: &str) -> String {
    match doi.split_once('/') {
        Some((prefix, rest)) => format!("{}/{}", encoded(prefix), encoded(rest)),
        None => encoded(doi),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_on_its_host_and_as_safe() {
        let from: Uri = "https://api.example/works/1".parse().unwrap();
        for (target, wanted) in [
            ("/works/2", Some("https://api.example/works/2")),
            ("https://API.example/works/2", Some("https://API.example/works/2")),
            ("//api.example/x", Some("https://api.example/x")),
            ("https://evil.example/works/2", None),
            ("//evil.example/", None),
            ("http://api.example/works/2", None),
            ("https://api.example:8443/", None),
            ("https://api.example@evil.example/", None),
            ("works/2", None),
            ("", None),
        ] {
            let found = redirected(&from, target).ok().map(|uri| uri.to_string().to_lowercase());
            assert_eq!(found, wanted.map(str::to_lowercase), "{target}");
        }
    }

    #[test]
    fn a_doi_is_encoded_for_a_path() {
        assert_eq!(encoded_doi("10.5555/a(1)/b<2>"), "10.5555/a%281%29%2Fb%3C2%3E");
    }
}
