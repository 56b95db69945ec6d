from openpyxl.xml import DEFUSEDXML, LXML


def test_workbooks_that_people_send_are_parsed_by_defusedxml_though_lxml_is_there():
    assert (DEFUSEDXML, LXML) == (True, False)
