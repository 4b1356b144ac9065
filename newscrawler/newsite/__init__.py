"""A new site, proposed: a few polite questions, selectors on which its pages agree, a spider file and three cases."""
