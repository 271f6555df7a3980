"""A store in, a web server on loopback out: SPARQL 1.1 Protocol, and pages for those who do not write SPARQL.

`app.py` has the addresses, `protocol.py` the SPARQL endpoint, `pages.py` what people see, `resources.py` what the graph says of a node,
`negotiation.py` who gets which format, `defence.py` what every request passes. Every query goes through kg/guard/.
"""
